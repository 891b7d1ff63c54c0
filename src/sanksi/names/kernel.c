/* Names against names: the fast form of tokens.py and compare.py, which say what each step means and are kept equal to it by tests.
 *
 * Tokens come in as ASCII, already folded (text.py, read.py). Nothing here allocates for a comparison, keeps a pointer of the caller's
 * beyond the call, or changes an opened index: contexts hold what one thread remembers.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 7
#define BLOCK_VERSION 6 /* of the index that lies on disk; a new one goes with a new FORMAT of index/seal.py */
#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif
#define LETTERS 24 /* of a token that are compared */
#define SKELETON 12
#define TOKENS 24 /* of a name that are compared */
#define TERMS 64
#define KNOTS 16
#define FACTS 16

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int32_t i32;
typedef int64_t i64;

EXPORT i32 sanksi_kernel_version(void) { return VERSION; }

/* ---- what is set once: rules, words, weights ---- */

enum { NAME, PARTICLE, TITLE, LEGAL, NUMBER, PLACE, HONORIFIC, KINDS };
enum { ABJAD = 1, DIGITS = 2, CODE = 4 };
enum {
  NONE, EXACT, SOUND, GLUED, VOWELS, SHORT_VOWELS, BARE, BARE_NEAR, TYPO, SHORT_TYPO, OTHER_START, CONSONANT, BEGINNING, INITIAL, CUT, DROPPED,
  NICKNAME, CLASSES
};
enum {
  F_KNOWN = CLASSES - 1, F_OPEN_LEAST, F_OPEN_MOST, F_OPEN_LISTED, F_TELLING, F_TELLING_EXACT, F_SHARED, F_FIRST, F_LAST, F_ORDER, F_NUMBERS,
  F_OPEN_PARTY_TOKENS, F_OPEN_LISTED_TOKENS, F_OPEN_TOKENS_LEAST, F_COVERED, F_COVERED_LISTED, F_WEAK, F_RARE, F_SWAPPED,
  F_PAIRED, F_SAME, F_LONE, F_OTHER_NUMBER, F_CONTRAST, F_OTHER_PLACE, FEATURES
};

#define NICKS 5
#define SIGNED 0x9E3779B1u
typedef struct { char from[6], to[4]; u8 nfrom, nto, first; } Rule; /* first: only at the beginning of a token */
typedef struct { u32 hash, at; u8 len, level[2], kind[2]; u16 nick[NICKS]; } Word; /* nick: number as a full name, then of the full names it is short for */
typedef struct { i32 feature; double cap, weight; } Term;
typedef struct { double bias; i32 n; Term term[TERMS]; } Model;
typedef struct { /* the most that a name can be worth of which only some is known */
  i32 usable, ntelling; double base, share[CLASSES], soft, weak, known, telling[TERMS][3], rare[2], covered, paired, open_listed, open[TOKENS + 1], listed_open[TOKENS + 1];
} Bound;
typedef struct {
  i32 nrules; Rule rules[128]; u8 first[128][24], nfirst[128];
  u32 mask, nwords; Word *words; char *text;
  u8 start[128];
  double weight[KINDS][256], like[CLASSES], reach[CLASSES], covered, covered_listed, initial, most_doubtful;
  Model model[2]; Bound bound[2]; /* persons, others */
  i32 nknots; double knot[KNOTS][2];
  double date[FACTS], territory[3], gender[3];
} Tables;

static u32 hash_of(const char *s, i32 n) {
  u64 h = 1469598103934665603ull;
  for (i32 i = 0; i < n; i++) { h ^= (u8)s[i]; h *= 1099511628211ull; }
  h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull;
  return (u32)(h >> 32);
}
static Word *slot_of(const Tables *T, const char *s, i32 n, u32 h) {
  u32 at = h & T->mask;
  while (T->words[at].len && !(T->words[at].hash == h && T->words[at].len == n && !memcmp(T->text + T->words[at].at, s, n))) at = (at + 1) & T->mask;
  return &T->words[at];
}
static i32 hex(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/* words: lines "token TAB level level kind kind", levels as two hexadecimal digits each (---- leaves what an earlier line
 * said), kinds as one. rules: lines
 * "from to"; starts: groups of letters separated by spaces, the first standing for all. Returns NULL when memory is short. */
EXPORT Tables *sanksi_tables_new(const char *rules, const char *starts, const char *words, i64 nwords) {
  Tables *T = calloc(1, sizeof *T);
  if (!T) return 0;
  for (const char *p = rules; *p && T->nrules < 128; p++) {
    Rule *r = &T->rules[T->nrules];
    if (*p == '^') { r->first = 1; p++; }
    while (*p != ' ' && r->nfrom < 6) r->from[r->nfrom++] = *p++;
    for (p++; *p != '\n' && r->nto < 4;) r->to[r->nto++] = *p++;
    u8 c = (u8)r->from[0] & 127;
    if (T->nfirst[c] < 24) T->first[c][T->nfirst[c]++] = (u8)T->nrules++;
  }
  for (i32 c = 0; c < 128; c++) { /* longest first */
    for (i32 i = 1; i < T->nfirst[c]; i++)
      for (i32 j = i; j && T->rules[T->first[c][j]].nfrom > T->rules[T->first[c][j - 1]].nfrom; j--) {
        u8 x = T->first[c][j]; T->first[c][j] = T->first[c][j - 1]; T->first[c][j - 1] = x;
      }
    T->start[c] = (u8)c;
  }
  for (const char *p = starts; *p; p += *p == ' ') { u8 lead = (u8)*p; while (*p && *p != ' ') T->start[(u8)*p++ & 127] = lead; }
  i64 lines = 0;
  for (i64 i = 0; i < nwords; i++) lines += words[i] == '\n';
  u32 size = 16;
  while (size < 2 * lines) size *= 2;
  T->mask = size - 1; T->words = calloc(size, sizeof(Word)); T->text = malloc(nwords + 1);
  if (!T->words || !T->text) { free(T->words); free(T->text); free(T); return 0; }
  memcpy(T->text, words, nwords);
  for (i64 i = 0; i < nwords;) {
    i64 tab = i;
    while (words[tab] != '\t') tab++;
    u32 h = hash_of(words + i, (i32)(tab - i)); Word *w = slot_of(T, words + i, (i32)(tab - i), h);
    w->hash = h; w->at = (u32)i; w->len = (u8)(tab - i);
    for (i32 k = 0; k < 2; k++) { if (words[tab + 1] != '-') w->level[k] = (u8)(16 * hex(words[tab + 1 + 2 * k]) + hex(words[tab + 2 + 2 * k])); w->kind[k] = (u8)hex(words[tab + 5 + k]); }
    i = tab + 8;
  }
  return T;
}
/* lines "token TAB numbers", each of four hexadecimal digits, of tokens that are among the words. */
EXPORT void sanksi_tables_nicknames(Tables *T, const char *s, i64 n) {
  for (i64 i = 0; i < n;) {
    i64 tab = i, k = 0;
    while (s[tab] != '\t') tab++;
    Word *w = slot_of(T, s + i, (i32)(tab - i), hash_of(s + i, (i32)(tab - i)));
    for (i = tab + 1; s[i] != '\n'; i += 4, k++)
      if (w->len && k < NICKS) w->nick[k] = (u16)(hex(s[i]) << 12 | hex(s[i + 1]) << 8 | hex(s[i + 2]) << 4 | hex(s[i + 3]));
    i++;
  }
}
EXPORT void sanksi_tables_free(Tables *T) { if (T) { free(T->words); free(T->text); free(T); } }
static i32 is_weak(i32 class) { return class == SHORT_VOWELS || class == SHORT_TYPO || class == OTHER_START || class == CONSONANT || class == BARE_NEAR; }
static void bound_model(const Model *M, Bound *B) {
  memset(B, 0, sizeof *B);
  B->usable = 1; B->base = M->bias;
  for (i32 i = 0; i < M->n; i++) {
    Term t = M->term[i];
    double *table = t.feature == F_OPEN_PARTY_TOKENS ? B->open : t.feature == F_OPEN_LISTED_TOKENS ? B->listed_open : 0;
    if (t.weight <= 0) {
      if (table) for (i32 k = 0; k <= TOKENS; k++) table[k] += t.weight * (k < t.cap ? k : t.cap);
      else if (t.feature == F_OPEN_LISTED) B->open_listed += t.weight;
      else if (t.feature == F_KNOWN) B->known += t.weight;
    } else if (t.feature < F_KNOWN) B->share[t.feature + 1] += t.weight;
    else if (t.feature == F_TELLING || t.feature == F_TELLING_EXACT) { double *x = B->telling[B->ntelling++]; x[0] = t.cap; x[1] = t.weight; x[2] = t.feature == F_TELLING_EXACT; }
    else if (t.feature == F_RARE) { B->rare[0] = t.cap; B->rare[1] = t.weight; }
    else if (t.feature == F_COVERED) B->covered += t.weight;
    else if (t.feature == F_PAIRED) B->paired += t.weight;
    else if (t.cap < 1e6) B->base += t.weight * t.cap;
    else B->usable = 0;
  }
}
/* numbers: weight[KINDS][256], like[CLASSES], reach[CLASSES], covered, covered_listed, initial, most_doubtful, nknots, knots, date[FACTS], territory[3], gender[3]
 * then for persons and for others: bias, n, n times feature, cap, weight. */
EXPORT void sanksi_tables_weigh(Tables *T, const double *x) {
  memcpy(T->weight, x, sizeof T->weight); x += KINDS * 256;
  memcpy(T->like, x, sizeof T->like); x += CLASSES;
  memcpy(T->reach, x, sizeof T->reach); x += CLASSES;
  T->covered = *x++; T->covered_listed = *x++; T->initial = *x++; T->most_doubtful = *x++;
  T->nknots = (i32)*x++;
  for (i32 i = 0; i < T->nknots; i++) { T->knot[i][0] = *x++; T->knot[i][1] = *x++; }
  memcpy(T->date, x, sizeof T->date); x += FACTS;
  memcpy(T->territory, x, sizeof T->territory); x += 3;
  memcpy(T->gender, x, sizeof T->gender); x += 3;
  for (i32 m = 0; m < 2; m++) {
    Model *M = &T->model[m];
    M->bias = *x++; M->n = (i32)*x++;
    for (i32 i = 0; i < M->n; i++) { M->term[i].feature = (i32)*x++; M->term[i].cap = *x++; M->term[i].weight = *x++; }
    bound_model(M, &T->bound[m]);
    for (i32 c = GLUED + 1; c < CLASSES; c++) {
      if (T->like[c] > T->bound[m].soft) T->bound[m].soft = T->like[c];
      if (is_weak(c) && T->like[c] > T->bound[m].weak) T->bound[m].weak = T->like[c];
    }
  }
}

/* ---- one token ---- */

typedef struct {
  char raw[LETTERS], sound[LETTERS], dropped[LETTERS], bare[SKELETON];
  u8 nraw, nsound, ndropped, nbare, flags, level[2], kind[2], common;
  u16 sign; /* see abjad.SIGN, 0 when it has none */
  u16 nick[NICKS];
  u32 hash;
} Token;

static i32 is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

static i32 sound_of(const Tables *T, const char *s, i32 n, char *out) {
  i32 m = 0;
  for (i32 i = 0; i < n && m < LETTERS;) {
    const Rule *rule = 0;
    u8 c = (u8)s[i] & 127;
    for (i32 k = 0; k < T->nfirst[c] && !rule; k++) {
      const Rule *r = &T->rules[T->first[c][k]];
      if (r->nfrom <= n - i && !(r->first && i) && !memcmp(r->from, s + i, r->nfrom)) rule = r;
    }
    const char *to = rule ? rule->to : s + i;
    for (i32 k = 0, nto = rule ? rule->nto : 1; k < nto && m < LETTERS; k++) if (!m || out[m - 1] != to[k]) out[m++] = to[k];
    i += rule ? rule->nfrom : 1;
  }
  if (m > 2 && out[m - 1] == 'h' && (out[m - 2] == 'a' || out[m - 2] == 'i' || out[m - 2] == 'u')) m--;
  return m;
}
static void read_token(const Tables *T, const char *s, i32 n, Token *t) {
  memset(t, 0, sizeof *t);
  if (n && *s == '~') { t->flags = ABJAD; s++; n--; }
  if (n > 5 && s[n - 5] == '=') { for (i32 k = n - 4; k < n; k++) t->sign = (u16)(t->sign << 4 | hex(s[k])); n -= 5; }
  t->hash = hash_of(s, n);
  i32 digits = 0, m = n < LETTERS ? n : LETTERS;
  for (i32 i = 0; i < n; i++) digits += s[i] >= '0' && s[i] <= '9';
  memcpy(t->raw, s, m); t->nraw = (u8)m;
  const Word *w = slot_of(T, s, n, t->hash);
  if (w->len) { memcpy(t->level, w->level, 2); memcpy(t->kind, w->kind, 2); }
  t->hash ^= t->sign * SIGNED; /* a token with a sign is another one, to be found by its sound */
  if (digits && digits == n) t->kind[0] = t->kind[1] = NUMBER;
  if (digits && (n - digits < 3 || n - digits <= digits)) { t->flags |= digits == n ? DIGITS : CODE; return; }
  if (digits) for (i32 i = 0; i < m; i++) if (t->raw[i] >= '0' && t->raw[i] <= '9') t->raw[i] = "oizeasbtbg"[t->raw[i] - '0'];
  memcpy(t->nick, w->nick, sizeof t->nick);
  t->nsound = (u8)sound_of(T, t->raw, m, t->sound);
  for (i32 i = 0; i < t->nsound && t->nbare < SKELETON; i++) {
    char c = t->sound[i];
    if (!is_vowel(c) && c != 'y' && c != 'v' && c != 'w' && (!t->nbare || t->bare[t->nbare - 1] != c)) t->bare[t->nbare++] = c;
  }
  for (i32 i = 0; i < m; i++) if (!i || i == m - 1 || !is_vowel(t->raw[i])) t->dropped[t->ndropped++] = t->raw[i];
}

/* ---- two tokens ---- */

static i32 meets(const char *a, i32 na, const char *b, i32 nb) { /* equal once each has lost at most one letter */
  i32 p = 0;
  while (p < na && p < nb && a[p] == b[p]) p++;
  while (na > p && nb > p && a[na - 1] == b[nb - 1]) na--, nb--;
  a += p; b += p; na -= p; nb -= p;
  return (na <= 1 && nb <= 1) || (na == nb && (!memcmp(a + 1, b, na - 1) || !memcmp(a, b + 1, na - 1)));
}
static i32 is_slip(const Token *a, const Token *b) { /* one letter more, less, other, or two neighbours exchanged */
  i32 p = 0, na = a->nraw, nb = b->nraw;
  const char *x = a->raw, *y = b->raw;
  while (p < na && p < nb && x[p] == y[p]) p++;
  while (na > p && nb > p && x[na - 1] == y[nb - 1]) na--, nb--;
  na -= p; nb -= p;
  return (na <= 1 && nb <= 1) || (na == 2 && nb == 2 && x[p] == y[p + 1] && x[p + 1] == y[p]);
}
static i32 begins(const Token *a, const Token *b) { return a->nraw < b->nraw && !memcmp(a->raw, b->raw, a->nraw); }
static i32 is_same(const Token *a, const Token *b) { return a->hash == b->hash && a->nraw == b->nraw && !memcmp(a->raw, b->raw, a->nraw); }

static i32 is_short_for(const Token *a, const Token *b) {
  for (i32 k = 1; k < NICKS; k++) if (b->nick[0] && a->nick[k] == b->nick[0]) return 1;
  return 0;
}
static i32 is_same_text(const Token *a, const Token *b) { /* whatever their signs */
  return (a->hash ^ a->sign * SIGNED) == (b->hash ^ b->sign * SIGNED) && a->nraw == b->nraw && !memcmp(a->raw, b->raw, a->nraw);
}
static i32 is_longer(const Token *a, const Token *b) { /* whether b is a longer form of a; a father's name is none (Ivanovich of Ivan) */
  static const char child_of[6][6] = {"ovich", "evich", "ovych", "ovna", "evna", "ivna"};
  if (a->nraw < 4 || 2 * a->nraw < b->nraw || !begins(a, b)) return 0;
  for (i32 k = 0, n = b->nraw - a->nraw; k < 6; k++) if (n == (i32)strlen(child_of[k]) && !memcmp(b->raw + a->nraw, child_of[k], n)) return 0;
  return 1;
}
static i32 is_read_from_signs(const Token *t) { return t->sign && t->sign < 0x8000; } /* Chinese characters or Hangul */
static i32 classify(const Tables *T, const Token *a, const Token *b, i32 last) {
  if (a->sign && b->sign && a->sign != b->sign && a->sign >> 14 == b->sign >> 14) return NONE; /* written differently in one script, or of a man and a woman */
  if (is_same_text(a, b)) return EXACT;
  if ((a->flags | b->flags) & (DIGITS | CODE)) return NONE;
  i32 na = a->nraw, nb = b->nraw, longer = na > nb ? na : nb;
  if (na == 1 || nb == 1) return a->raw[0] == b->raw[0] && na != nb ? INITIAL : NONE;
  if (a->nsound == b->nsound && !memcmp(a->sound, b->sound, a->nsound)) return SOUND;
  i32 bare = a->nbare >= 2 && a->nbare == b->nbare && !memcmp(a->bare, b->bare, a->nbare);
  i32 bare_near = a->nbare >= 4 && b->nbare >= 4 && meets(a->bare, a->nbare, b->bare, b->nbare);
  if ((a->flags | b->flags) & ABJAD) return bare ? BARE : bare_near ? BARE_NEAR : NONE;
  if (a->ndropped >= 2 && (a->ndropped == na) != (b->ndropped == nb) && a->ndropped == b->ndropped && !memcmp(a->dropped, b->dropped, a->ndropped)) return DROPPED;
  if (bare && a->nbare > 2) return VOWELS;
  i32 same = T->start[(u8)a->sound[0] & 127] == T->start[(u8)b->sound[0] & 127];
  if (is_read_from_signs(a) || is_read_from_signs(b)) { /* signs are neither misspelt nor cut, but Bak may be Pak */
    if (same && longer >= 3 && a->nsound == b->nsound && !memcmp(a->sound + 1, b->sound + 1, a->nsound - 1)) return SHORT_TYPO;
    return same && bare ? SHORT_VOWELS : NONE;
  }
  i32 typo = (longer >= 3 && is_slip(a, b)) || ((a->nsound >= 3 || b->nsound >= 3) && meets(a->sound, a->nsound, b->sound, b->nsound));
  if (typo && same) return longer > 5 ? TYPO : SHORT_TYPO;
  if (bare && same) return SHORT_VOWELS;
  if (is_longer(a, b) || is_longer(b, a)) return BEGINNING;
  if (is_short_for(a, b) || is_short_for(b, a)) return NICKNAME;
  if (typo && longer >= 4) return OTHER_START;
  if (bare_near && same) return CONSONANT;
  return last && na <= 3 && begins(a, b) ? CUT : NONE;
}
static i32 sounds_like(const Tables *T, const char *s, i32 n, const Token *t) {
  char sound[LETTERS];
  return sound_of(T, s, n, sound) == t->nsound && !memcmp(sound, t->sound, t->nsound);
}
static i32 is_glued(const Tables *T, const Token *t, const Token *a, const Token *b) { /* whether t writes a and b as one word */
  if (t->nraw < 4 || a->nraw < 2 || b->nraw < 2 || (t->flags | a->flags | b->flags) & (DIGITS | CODE)) return 0;
  if (T->start[(u8)t->sound[0] & 127] != T->start[(u8)a->sound[0] & 127]) return 0;
  i32 sounds = a->nsound + b->nsound - t->nsound;
  if (sounds < -2 || sounds > 2) return 0;
  i32 low = a->nraw > 5 ? a->nraw - 3 : 2, high = a->nraw + 3 < t->nraw - 1 ? a->nraw + 3 : t->nraw - 1;
  for (i32 c = low; c <= high; c++)
    if (sounds_like(T, t->raw, c, a) && (sounds_like(T, t->raw + c, t->nraw - c, b) || sounds_like(T, t->raw + c - 1, t->nraw - c + 1, b))) return 1;
  return 0;
}
static i32 is_cut_off(const Token *t, const Token *a, const Token *b) { /* whether a and b are t, whose first letter was cut off */
  return a->nraw == 1 && b->nraw > 2 && t->nraw == b->nraw + 1 && !(t->flags & (DIGITS | CODE)) && t->raw[0] == a->raw[0] && !memcmp(t->raw + 1, b->raw, b->nraw);
}
static i32 is_loose(i32 class) { return class <= GLUED || class == INITIAL || class == CUT || class == BARE || class == BARE_NEAR || class == NICKNAME; } /* a common name is no reason against it */

/* ---- two names ---- */

typedef struct { i32 n, mode; const Token *t[TOKENS]; double w[TOKENS], rare[TOKENS], total, light; u32 titles; } Name; /* mode 0 persons, 1 others; titles: honorifics before a name, and what less they weigh when they stand alone */
typedef struct { u8 class, i, i2, j, j2; } Pair;
typedef u8 Classes[TOKENS][TOKENS]; /* of each token of one name with each of the other */

static i32 is_plain(const Token *t, i32 mode) { return t->kind[mode] == NAME || t->kind[mode] == NUMBER || t->kind[mode] >= PLACE; }

static double weight_of(const Tables *T, const Token *t, i32 mode) {
  double w = T->weight[t->kind[mode]][t->level[mode] > t->common ? t->level[mode] : t->common];
  return t->nraw == 1 && t->kind[mode] == NAME ? w * T->initial : w;
}
static void weigh(const Tables *T, Name *N, i32 mode) {
  i32 front = 1;
  N->mode = mode; N->total = N->light = 0; N->titles = 0;
  for (i32 i = 0; i < N->n; i++) {
    const Token *t = N->t[i];
    u8 common = t->level[mode] > t->common ? t->level[mode] : t->common;
    N->w[i] = weight_of(T, t, mode);
    N->rare[i] = is_plain(t, mode) ? 1.0 - common / 255.0 : 0.0;
    N->total += N->w[i];
    front &= t->kind[mode] == TITLE || t->kind[mode] == HONORIFIC;
    if ((front || i + 1 < N->n) && t->kind[mode] == HONORIFIC) { N->titles |= 1u << i; N->light += N->w[i] - T->weight[TITLE][0]; }
  }
}
static i32 is_plain_alone(const Name *N, i32 i) { return is_plain(N->t[i], N->mode) && !(N->titles >> i & 1); }
static i32 is_son_of(const Token *t) {
  return t->kind[0] == PARTICLE && ((t->nraw == 3 && (!memcmp(t->raw, "bin", 3) || !memcmp(t->raw, "ben", 3) || !memcmp(t->raw, "ibn", 3))) || (t->nraw == 4 && !memcmp(t->raw, "bint", 4)));
}
static i32 is_swapped(const Name *Q, const Name *L, const i32 *mate) { /* the son of one is the father of the other */
  for (i32 i = 1; i + 1 < Q->n; i++)
    if (is_son_of(Q->t[i]))
      for (i32 j = 1; j + 1 < L->n; j++)
        if (is_son_of(L->t[j])) return mate[i - 1] == j + 1 && mate[i + 1] == j - 1;
  return 0;
}
static u32 around(const Name *N, const i32 *at, i32 i) { /* where the counterparts of the nearest names before and after stand */
  i32 before = -1, after = -1;
  for (i32 k = i - 1; k >= 0 && before < 0; k--) if (is_plain(N->t[k], N->mode)) before = at[k];
  for (i32 k = i + 1; k < N->n && after < 0; k++) if (is_plain(N->t[k], N->mode)) after = at[k];
  return (u32)((before + 1) * 64 + after + 1);
}
static i32 may_contrast(const Name *N, i32 i) { return is_plain_alone(N, i) || (N->t[i]->kind[N->mode] == PARTICLE && N->t[i]->nraw > 3); }
static i32 is_number(const Name *N, i32 i) { return N->t[i]->kind[N->mode] == NUMBER || (N->t[i]->flags & CODE); }
static i32 count_contrasts(const Name *Q, const Name *L, const i32 *at_q, const i32 *at_l) { /* places at which something stands alone on both sides between the same names */
  i32 n = 0, m = 0, plain[TOKENS];
  u32 beside[TOKENS];
  for (i32 j = 0; j < L->n; j++) if (at_l[j] < 0 && may_contrast(L, j)) { plain[m] = is_plain_alone(L, j); beside[m++] = around(L, at_l, j); }
  if (!m) return 0;
  for (i32 i = 0; i < Q->n; i++) {
    if (at_q[i] >= 0 || !may_contrast(Q, i)) continue;
    u32 own = around(Q, at_q, i);
    i32 ours = is_plain_alone(Q, i), k = 0;
    while (k < m && !((ours || plain[k]) && beside[k] == own)) k++;
    n += k < m;
  }
  return n;
}
static i32 is_brief(const Name *Q, i32 i) { /* a single letter of the party, or a last token that a short field may have cut */
  return Q->t[i]->nraw == 1 || (i == Q->n - 1 && Q->t[i]->nraw <= 3);
}
static i32 is_short(i32 class, const Token *party) { /* an initial or a cut token of the party */
  return class == CUT || (class == INITIAL && party->nraw == 1);
}
static void compare(const Tables *T, const Name *Q, const Name *L, i32 weak, Classes classes, double *f) {
  Pair pairs[TOKENS * TOKENS + 2 * TOKENS * TOKENS];
  i32 np = 0, mode = Q->mode;
  memset(f, 0, FEATURES * sizeof *f);
  for (i32 i = 0; i < Q->n; i++)
    for (i32 j = 0; j < L->n; j++) {
      const Token *a = Q->t[i], *b = L->t[j];
      i32 class = classes[i][j];
      if (class > SOUND) {
        if (class == NICKNAME && (mode || (a->kind[0] == PARTICLE && i) || (b->kind[0] == PARTICLE && j))) continue; /* Ben is short for a name where it stands first */
        if (class == INITIAL && (mode || (a->nraw == 1 ? b : a)->kind[0] == PARTICLE)) continue;
        if (a->kind[mode] == LEGAL || b->kind[mode] == LEGAL || (mode && a->nraw < 4 && b->nraw < 4)) continue; /* BAE, BWI */
        if (class != INITIAL && class != NICKNAME && (a->kind[mode] == PARTICLE || b->kind[mode] == PARTICLE) && (a->nraw < 4 || b->nraw < 4)) continue;
      }
      if (class) pairs[np++] = (Pair){(u8)class, (u8)i, (u8)(i + 1), (u8)j, (u8)(j + 1)};
    }
  for (i32 i = 0; i + 1 < Q->n; i++)
    for (i32 j = 0; j < L->n; j++)
      if (is_glued(T, L->t[j], Q->t[i], Q->t[i + 1]) || is_cut_off(L->t[j], Q->t[i], Q->t[i + 1])) pairs[np++] = (Pair){GLUED, (u8)i, (u8)(i + 2), (u8)j, (u8)(j + 1)};
  for (i32 j = 0; j + 1 < L->n; j++)
    for (i32 i = 0; i < Q->n; i++)
      if (is_glued(T, Q->t[i], L->t[j], L->t[j + 1])) pairs[np++] = (Pair){GLUED, (u8)i, (u8)(i + 1), (u8)j, (u8)(j + 2)};

  u32 mine = 0, theirs = 0, longer = 0;
  for (i32 i = 0; i < Q->n; i++) longer |= (u32)!is_brief(Q, i) << i;
  u8 qc[TOKENS] = {0}, lc[TOKENS] = {0};
  i32 mate[TOKENS], at_q[TOKENS], at_l[TOKENS], shared = 0;
  double share[CLASSES] = {0}, known = 0, telling = 0, exact = 0;
  for (i32 i = 0; i < TOKENS; i++) mate[i] = at_q[i] = at_l[i] = -1;
  for (;;) { /* the most alike first; ties: nearest places, then the order in which they were found; an initial or a cut token only stands for something when all longer ones do */
    i32 best = -1;
    for (i32 k = 0; k < np; k++) {
      const Pair *p = &pairs[k];
      if (is_short(p->class, Q->t[p->i]) && longer & ~mine) continue;
      if (mine & ((1u << p->i2) - (1u << p->i)) || theirs & ((1u << p->j2) - (1u << p->j))) continue;
      if (best >= 0) {
        double d = T->like[p->class] - T->like[pairs[best].class];
        if (d < 0 || (d == 0 && abs(p->i - p->j) >= abs(pairs[best].i - pairs[best].j))) continue;
      }
      best = k;
    }
    if (best < 0) break;
    Pair p = pairs[best];
    mine |= (1u << p.i2) - (1u << p.i); theirs |= (1u << p.j2) - (1u << p.j);
    mate[p.i] = p.j;
    double w = 0, ours = 0, listed = 0;
    i32 plain = 0;
    for (i32 i = p.i; i < p.i2; i++) { w += Q->w[i]; if (Q->rare[i] > ours) ours = Q->rare[i]; qc[i] = p.class; at_q[i] = p.j; plain |= is_plain(Q->t[i], mode); }
    for (i32 j = p.j; j < p.j2; j++) { w += L->w[j]; if (L->rare[j] > listed) listed = L->rare[j]; lc[j] = p.class; at_l[j] = p.j; }
    share[p.class] += w;
    if (!is_loose(p.class)) known += w * (Q->t[p.i]->level[mode] / 255.0);
    double rare = p.class == GLUED ? (ours > listed ? ours : listed) : (ours < listed ? ours : listed);
    if (plain && p.class != INITIAL) {
      telling += rare * T->like[p.class];
      shared += p.class != CUT;
      if (p.class <= GLUED) exact += rare;
    }
  }
  double open = 0, open_listed = 0, all = 0, covered = 0, covered_listed = 0, rare = 0;
  i32 nq = 0, nl = 0, numbers_q = 0, numbers_l = 0, places_q = 0, places_l = 0;
  for (i32 i = 0; i < Q->n; i++) {
    rare += Q->rare[i];
    covered += Q->w[i] * T->reach[qc[i]];
    if (qc[i]) continue;
    open += Q->titles >> i & 1 ? T->weight[TITLE][0] : Q->w[i]; nq += is_plain_alone(Q, i); numbers_q += is_number(Q, i);
    places_q |= Q->t[i]->kind[mode] == PLACE;
  }
  for (i32 j = 0; j < L->n; j++) {
    covered_listed += L->w[j] * T->reach[lc[j]];
    if (lc[j]) continue;
    open_listed += L->titles >> j & 1 ? T->weight[TITLE][0] : L->w[j]; nl += is_plain_alone(L, j); numbers_l += is_number(L, j);
    places_l |= L->t[j]->kind[mode] == PLACE;
  }
  all = open + open_listed;
  for (i32 c = 1; c < CLASSES; c++) all += share[c];
  for (i32 c = 1; c < CLASSES; c++) f[c - 1] = share[c] / all;
  i32 up = 0, down = 0, n = 0, last = -1, first = -1, whole = Q->n == L->n, straight = 1;
  for (i32 i = 0; i < Q->n; i++) {
    whole &= qc[i] == EXACT; straight &= mate[i] == i;
    if (mate[i] < 0) continue;
    if (n++) { up += mate[i] < last; down += mate[i] > last; } else first = mate[i];
    last = mate[i];
  }
  f[F_KNOWN] = known / all;
  f[F_OPEN_LEAST] = (open < open_listed ? open : open_listed) / all; f[F_OPEN_MOST] = (open > open_listed ? open : open_listed) / all;
  f[F_OPEN_LISTED] = open_listed / all;
  f[F_TELLING] = telling; f[F_TELLING_EXACT] = exact; f[F_SHARED] = shared;
  f[F_FIRST] = !qc[0] && !lc[0]; f[F_LAST] = !qc[Q->n - 1] && !lc[L->n - 1];
  f[F_ORDER] = n > 2 && up && down && !(up == 1 && last < first); /* neither straight, nor reversed, nor turned around one place */
  f[F_NUMBERS] = numbers_q + numbers_l; f[F_OPEN_PARTY_TOKENS] = nq; f[F_OPEN_LISTED_TOKENS] = nl; f[F_OPEN_TOKENS_LEAST] = nq < nl ? nq : nl;
  f[F_COVERED] = covered / Q->total; f[F_COVERED_LISTED] = covered_listed / L->total;
  f[F_WEAK] = weak; f[F_RARE] = rare; f[F_SWAPPED] = is_swapped(Q, L, mate);
  f[F_PAIRED] = !nq && !nl; f[F_SAME] = whole && !(weak && L->n == 1) && (straight || (Q->n > 2 && !f[F_ORDER] && !f[F_SWAPPED]));
  f[F_LONE] = shared <= 1 && ((weak && L->n == 1) || (nq + nl && !share[GLUED] && !share[INITIAL] && !share[CUT])); f[F_OTHER_NUMBER] = mode ? numbers_q + numbers_l > 0 : numbers_q && numbers_l;
  f[F_CONTRAST] = count_contrasts(Q, L, at_q, at_l);
  f[F_OTHER_PLACE] = places_q && places_l;
}
static void compare_tokens(const Tables *T, const Name *Q, const Name *L, i32 weak, double *f) { /* when nothing is known of their tokens yet */
  Classes classes;
  for (i32 i = 0; i < Q->n; i++) for (i32 j = 0; j < L->n; j++) classes[i][j] = (u8)classify(T, Q->t[i], L->t[j], i == Q->n - 1);
  compare(T, Q, L, weak, classes, f);
}
static double weigh_features(const Tables *T, const double *f, i32 mode) {
  const Model *M = &T->model[mode];
  double z = M->bias;
  for (i32 i = 0; i < M->n; i++) { double x = f[M->term[i].feature]; z += M->term[i].weight * (x < M->term[i].cap ? x : M->term[i].cap); }
  return (f[F_LONE] > 0 || f[F_OTHER_NUMBER] > 0 || f[F_CONTRAST] > 0 || f[F_OTHER_PLACE] > 0) && z > T->most_doubtful ? T->most_doubtful : z;
}
static double score_of(const Tables *T, double z) {
  if (z <= T->knot[0][0]) return T->knot[0][1];
  for (i32 i = 1; i < T->nknots; i++)
    if (z < T->knot[i][0]) return T->knot[i - 1][1] + (T->knot[i][1] - T->knot[i - 1][1]) * ((z - T->knot[i - 1][0]) / (T->knot[i][0] - T->knot[i - 1][0]));
  return T->knot[T->nknots - 1][1];
}
static double evidence_of(const Tables *T, double score) { /* the least evidence of a score */
  if (score <= T->knot[0][1]) return -1e30;
  for (i32 i = 1; i < T->nknots; i++)
    if (score <= T->knot[i][1]) return T->knot[i - 1][0] + (T->knot[i][0] - T->knot[i - 1][0]) * ((score - T->knot[i - 1][1]) / (T->knot[i][1] - T->knot[i - 1][1]));
  return 1e30;
}
static double most_of(const double *x, i32 n) { double most = 0; while (n--) if (x[n] > most) most = x[n]; return most; }
static i32 split(const Tables *T, const char *s, i64 n, Token *out) {
  i32 k = 0;
  for (i64 i = 0; i < n && k < TOKENS;) {
    while (i < n && s[i] == ' ') i++;
    i64 e = i;
    while (e < n && s[e] != ' ') e++;
    if (e > i) read_token(T, s + i, (i32)(e - i), &out[k++]);
    i = e;
  }
  return k;
}
/* features[FEATURES] and the weight of two names given as tokens; common[2 * TOKENS] are their commonness on a list, party's then listed, or NULL.
 * Returns whether they cover each other enough to be compared at all. */
EXPORT i32 sanksi_compare(const Tables *T, const char *q, i64 nq, const char *l, i64 nl, i32 mode, i32 weak, const u8 *common, double *f, double *z) {
  Token qt[TOKENS], lt[TOKENS];
  Name Q, L;
  Q.n = split(T, q, nq, qt); L.n = split(T, l, nl, lt);
  memset(f, 0, FEATURES * sizeof *f);
  if (!Q.n || !L.n) return 0;
  for (i32 i = 0; i < Q.n; i++) { Q.t[i] = &qt[i]; if (common) qt[i].common = common[i]; }
  for (i32 j = 0; j < L.n; j++) { L.t[j] = &lt[j]; if (common) lt[j].common = common[TOKENS + j]; }
  weigh(T, &Q, mode); weigh(T, &L, mode);
  compare_tokens(T, &Q, &L, weak, f);
  *z = weigh_features(T, f, mode);
  return f[F_COVERED] >= T->covered && f[F_COVERED_LISTED] >= T->covered_listed;
}
/* Of names on lines, which of the party's fits which of the listed best: the same name before all others, then the most evidence, then the first.
 * weak[] has a flag for each listed name, common[] TOKENS for each name, the party's first, or NULL. which[] becomes the two lines' numbers, rank[]
 * whether they are the same and their evidence. Returns 1, 0 when no two can be compared, or -1 when memory is short. */
static i32 split_lines(const Tables *T, const char *s, i64 n, i32 mode, const u8 *common, Token *tokens, Name *names) {
  i32 k = 0;
  for (i64 i = 0; i < n; k++) {
    i64 e = i;
    while (e < n && s[e] != '\n') e++;
    Name *N = &names[k];
    N->n = split(T, s + i, e - i, tokens);
    for (i32 t = 0; t < N->n; t++) { N->t[t] = &tokens[t]; if (common) tokens[t].common = common[k * TOKENS + t]; }
    weigh(T, N, mode);
    tokens += N->n; i = e + 1;
  }
  return k;
}
EXPORT i32 sanksi_best(const Tables *T, const char *q, i64 nq, const char *l, i64 nl, i32 mode, const u8 *weak, const u8 *common, i32 *which, double *rank) {
  i64 lines = 2, words = 2;
  for (i64 i = 0; i < nq; i++) { lines += q[i] == '\n'; words += q[i] == ' ' || q[i] == '\n'; }
  for (i64 i = 0; i < nl; i++) { lines += l[i] == '\n'; words += l[i] == ' ' || l[i] == '\n'; }
  Token *tokens = malloc(words * sizeof *tokens);
  Name *Q = malloc(lines * sizeof *Q), *L = Q;
  i32 found = tokens && Q ? 0 : -1, n = 0, m = 0;
  if (!found) {
    n = split_lines(T, q, nq, mode, common, tokens, Q);
    i64 used = 0;
    for (i32 i = 0; i < n; i++) used += Q[i].n;
    L = Q + n; m = split_lines(T, l, nl, mode, common ? common + n * TOKENS : 0, tokens + used, L);
  }
  for (i32 i = 0; i < n; i++)
    for (i32 j = 0; j < m; j++) {
      double f[FEATURES];
      if (!Q[i].n || !L[j].n) continue;
      compare_tokens(T, &Q[i], &L[j], weak[j], f);
      if (f[F_COVERED] < T->covered || f[F_COVERED_LISTED] < T->covered_listed) continue;
      double z = weigh_features(T, f, mode);
      if (found && (f[F_SAME] < rank[0] || (f[F_SAME] == rank[0] && z <= rank[1]))) continue;
      found = 1; which[0] = i; which[1] = j; rank[0] = f[F_SAME]; rank[1] = z;
    }
  free(tokens); free(Q);
  return found;
}
EXPORT double sanksi_score(const Tables *T, double z) { return score_of(T, z); }

/* ---- many names: one block of memory, made once, mapped read-only ---- */

typedef struct { u64 magic, bytes; u32 version, tokens, names, persons, rows, slots, buckets, uses, keys, dates, territories, pair_buckets, pairs, pad; u64 at[20]; } Head;
#define MAGIC 0x31656d616e6b6e73ull
enum { S_TOKEN, S_SLOT, S_NAME_START, S_NAME_TOKEN, S_NAME_ROW, S_NAME_WEAK, S_POST_START, S_POST, S_KEY_START, S_KEY, S_PAIR_START, S_PAIR, S_DATE_START, S_DATE, S_LAND_START, S_LAND, S_GENDER, S_SCHEMA, S_LIST, SECTIONS };

typedef struct {
  const Head *head; const Token *token; const u32 *slot, *name_start, *name_token, *name_row, *post_start, *post, *key_start, *key, *pair_start, *pair, *date_start, *date, *land_start, *land;
  const u8 *weak, *gender, *schema, *list;
} Index;

static u32 key_of(u32 space, const char *s, i32 n, i32 without) {
  u64 h = 1469598103934665603ull ^ (space * 0x9E3779B97F4A7C15ull);
  for (i32 i = 0; i < n; i++) if (i != without) { h ^= (u8)s[i]; h *= 1099511628211ull; }
  h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull;
  return (u32)(h >> 32);
}
enum { K_RAW = 1, K_SOUND, K_BARE, K_DROPPED, K_BEGINNING, K_NICKNAME, K_PAIR, KEYS_MOST = 2 * LETTERS + SKELETON + 6 + NICKS };
static i32 keys_of(const Token *t, u32 *out) { /* two tokens of a class that counts for reach have a key in common */
  i32 n = 0;
  if (t->flags & (DIGITS | CODE) || t->nraw < 2) return 0;
  out[n++] = key_of(K_SOUND, t->sound, t->nsound, -1);
  if (t->nbare >= 2) out[n++] = key_of(K_BARE, t->bare, t->nbare, -1);
  if (t->nbare >= 4) for (i32 i = 0; i < t->nbare; i++) out[n++] = key_of(K_BARE, t->bare, t->nbare, i);
  if (t->flags & ABJAD) return n;
  out[n++] = key_of(K_RAW, t->raw, t->nraw, -1);
  if (t->nraw >= 3) for (i32 i = 0; i < t->nraw; i++) if (!i || t->raw[i] != t->raw[i - 1]) out[n++] = key_of(K_RAW, t->raw, t->nraw, i);
  if (t->nsound >= 3) for (i32 i = 0; i < t->nsound; i++) out[n++] = key_of(K_SOUND, t->sound, t->nsound, i);
  if (t->nraw >= 4) out[n++] = key_of(K_BEGINNING, t->raw, 4, -1);
  for (i32 k = 0; k < NICKS; k++) if (t->nick[k]) out[n++] = key_of(K_NICKNAME, (const char *)&t->nick[k], 2, -1);
  if (t->ndropped >= 2) out[n++] = key_of(K_DROPPED, t->dropped, t->ndropped, -1);
  return n;
}
static u32 pair_key(const char *a, i32 na, const char *b, i32 nb) { /* of what two words sound like, one after the other */
  char s[2 * LETTERS + 1];
  memcpy(s, a, na); s[na] = ' '; memcpy(s + na + 1, b, nb);
  return key_of(K_PAIR, s, na + 1 + nb, -1);
}
static i32 may_be_half(const Token *t) { return t->nraw >= 2 && !(t->flags & (DIGITS | CODE)); }
typedef struct { u8 bare[SKELETON], sound[LETTERS]; u32 number; } Place; /* of a token among the listed ones: by its consonants, so that what is alike lies side by side */
static int by_place(const void *a, const void *b) {
  const Place *x = a, *y = b;
  int c = memcmp(x->bare, y->bare, SKELETON + LETTERS);
  return c ? c : x->number < y->number ? -1 : x->number > y->number;
}
static u32 find_token(const Index *X, const Token *t) { /* number + 1, or 0 */
  u32 mask = X->head->slots - 1;
  for (u32 at = t->hash & mask; X->slot[at]; at = (at + 1) & mask) {
    const Token *v = &X->token[X->slot[at] - 1];
    if (is_same(v, t) && (v->flags & ABJAD) == (t->flags & ABJAD)) return X->slot[at];
  }
  return 0;
}

/* A record is a line: schema and list as two hexadecimal digits each, gender (m, f or -), TAB, dates YYYY[-MM[-DD]] separated by spaces, TAB,
 * territory codes separated by spaces, TAB, names separated by '|', each its kind (p of a person, o of others; P and O weak) and its tokens. */
typedef struct { u8 schema, list, gender; i32 ndates, nlands; u32 date[64], land[64]; const char *names, *end; } Record;

static u32 read_date(const char *s, const char *end) {
  u32 part[3] = {0, 0, 0};
  for (i32 k = 0; s < end && k < 3; k++, s++) for (; s < end && *s != '-'; s++) part[k] = part[k] * 10 + (u32)(*s - '0');
  return part[0] << 16 | (part[1] & 255) << 8 | (part[2] & 255);
}
static const char *read_record(const char *s, const char *end, Record *r) { /* the next line */
  r->schema = (u8)(16 * hex(s[0]) + hex(s[1])); r->list = (u8)(16 * hex(s[2]) + hex(s[3])); r->gender = (u8)s[4];
  r->ndates = r->nlands = 0;
  for (s += 6; *s != '\t'; s += *s == ' ') { const char *p = s; while (*s != ' ' && *s != '\t') s++; if (r->ndates < 64) r->date[r->ndates++] = read_date(p, s); }
  for (s++; *s != '\t'; s += *s == ' ') { const char *p = s; while (*s != ' ' && *s != '\t') s++; if (r->nlands < 64) r->land[r->nlands++] = hash_of(p, (i32)(s - p)); }
  r->names = ++s;
  while (s < end && *s != '\n') s++;
  r->end = s;
  return s + 1;
}

typedef struct { u8 *at; u64 used, size; i32 failed; } Block;
static u8 *room(Block *b, u64 n) { /* for n bytes more, or NULL */
  if (b->used + n > b->size) {
    u64 size = (b->used + n) * 3 / 2 + 4096;
    u8 *p = realloc(b->at, size);
    if (!p) { b->failed = 1; return 0; }
    b->at = p; b->size = size;
  }
  b->used += n;
  return b->at + b->used - n;
}
static void put(Block *b, const void *data, u64 n) {
  u8 *at = room(b, n);
  if (at) memcpy(at, data, n);
}

/* Records, persons' names first in the result; *out gets the block, to be given back with sanksi_free. Returns its bytes, 0 when memory is short. */
EXPORT i64 sanksi_build(const Tables *T, const char *text, i64 ntext, u8 **out) {
  Block tok = {0}, start = {0}, use = {0}, row = {0}, weak = {0}, ds = {0}, d = {0}, ls = {0}, l = {0}, gender = {0}, schema = {0}, list = {0};
  Head H; memset(&H, 0, sizeof H);
  u32 slots = 1024, *slot = calloc(slots, 4), zero = 0;
  Token name[TOKENS];
  put(&ds, &zero, 4); put(&ls, &zero, 4);
  const char *end = text + ntext;
  i32 failed = !slot;
  *out = 0;
  for (i32 mode = 0; mode < 2 && !failed; mode++) {
    u32 r = 0;
    for (const char *s = text; s < end && !failed; r++) {
      Record rec;
      s = read_record(s, end, &rec);
      if (!mode) {
        for (i32 i = 0; i < rec.ndates; i++) put(&d, &rec.date[i], 4);
        for (i32 i = 0; i < rec.nlands; i++) put(&l, &rec.land[i], 4);
        H.dates += (u32)rec.ndates; H.territories += (u32)rec.nlands;
        put(&ds, &H.dates, 4); put(&ls, &H.territories, 4); put(&gender, &rec.gender, 1); put(&schema, &rec.schema, 1); put(&list, &rec.list, 1);
      }
      for (const char *p = rec.names; p < rec.end; p++) {
        const char *q = p;
        while (q < rec.end && *q != '|') q++;
        if ((*p == 'o' || *p == 'O') == mode) {
          i32 n = split(T, p + 1, q - p - 1, name);
          if (n) {
            u8 w = *p == 'P' || *p == 'O';
            put(&start, &H.uses, 4); put(&row, &r, 4); put(&weak, &w, 1); H.names++;
          }
          for (i32 i = 0; i < n; i++) {
            Token *t = &name[i];
            Index X = {0}; Head h = {0}; h.slots = slots; X.head = &h; X.slot = slot; X.token = (Token *)tok.at;
            u32 v = find_token(&X, t);
            if (!v) {
              put(&tok, t, sizeof *t); v = ++H.tokens;
              if (2 * H.tokens > slots) {
                u32 *bigger = calloc(slots * 4, 4);
                if (!bigger || tok.failed) { free(bigger); failed = 1; break; }
                free(slot); slot = bigger; slots *= 4;
                for (u32 k = 0; k < H.tokens; k++) { u32 at = ((Token *)tok.at)[k].hash & (slots - 1); while (slot[at]) at = (at + 1) & (slots - 1); slot[at] = k + 1; }
              } else { u32 at = t->hash & (slots - 1); while (slot[at]) at = (at + 1) & (slots - 1); slot[at] = v; }
            }
            v--;
            put(&use, &v, 4); H.uses++;
          }
        }
        p = q;
      }
      failed |= tok.failed | use.failed | start.failed | row.failed | weak.failed | d.failed | l.failed | ds.failed | ls.failed | gender.failed | schema.failed | list.failed;
    }
    if (!mode) { H.persons = H.names; H.rows = r; }
  }
  put(&start, &H.uses, 4);
  u32 keys[KEYS_MOST], *post_start = 0, *post = 0, *key_start = 0, *key = 0, *pair_start = 0, *pair = 0, *number = 0;
  Token *V = 0;
  Place *place = 0;
  failed |= start.failed;
  if (!failed && (place = malloc(sizeof(Place) * (H.tokens + 1ull))) && (number = malloc(4ull * H.tokens + 4)) && (V = malloc(sizeof(Token) * (H.tokens + 1ull)))) {
    for (u32 v = 0; v < H.tokens; v++) {
      const Token *t = &((Token *)tok.at)[v];
      memset(&place[v], 0, sizeof *place); memcpy(place[v].bare, t->bare, t->nbare); memcpy(place[v].sound, t->sound, t->nsound); place[v].number = v;
    }
    qsort(place, H.tokens, sizeof *place, by_place);
    for (u32 v = 0; v < H.tokens; v++) { V[v] = ((Token *)tok.at)[place[v].number]; number[place[v].number] = v; }
    for (u32 k = 0; k < H.uses; k++) ((u32 *)use.at)[k] = number[((u32 *)use.at)[k]];
    for (u32 k = 0; k < slots; k++) if (slot[k]) slot[k] = number[slot[k] - 1] + 1;
    free(tok.at); tok.at = (u8 *)V;
  } else failed = 1;
  free(place); free(number);
  if (!failed && (post_start = calloc(H.tokens + 2, 4)) && (post = malloc(4ull * H.uses + 4))) {
    const u32 *u = (u32 *)use.at, *st = (u32 *)start.at;
    for (u32 k = 0; k < H.uses; k++) post_start[u[k] + 2]++;
    u32 all = 0, level = 0;
    for (u32 n = H.names; n; n >>= 1) all++;
    for (u32 v = 0; v < H.tokens; v++) { /* how common on this list: 16 steps a doubling, of as many as the list has doublings */
      u32 n = post_start[v + 2], whole = 0;
      for (u32 m = n + 1; m > 1; m >>= 1) whole++;
      level = 16 * whole + ((16 * ((u64)n + 1)) >> whole) - 16;
      level = all ? level * 255 / (16 * all) : 0;
      V[v].common = (u8)(level > 255 ? 255 : level);
      post_start[v + 2] += post_start[v + 1];
    }
    for (u32 n = 0; n < H.names; n++) for (u32 k = st[n]; k < st[n + 1]; k++) post[post_start[u[k] + 1]++] = n;
    for (u32 v = 0; v < H.tokens; v++) H.keys += (u32)keys_of(&V[v], keys);
    for (H.buckets = 1024; H.buckets < H.keys; ) H.buckets *= 2;
    if ((key_start = calloc(H.buckets + 2, 4)) && (key = malloc(4ull * H.keys + 4))) {
      for (u32 v = 0; v < H.tokens; v++) for (i32 i = keys_of(&V[v], keys); i--;) key_start[(keys[i] & (H.buckets - 1)) + 2]++;
      for (u32 b = 0; b < H.buckets; b++) key_start[b + 2] += key_start[b + 1];
      for (u32 v = 0; v < H.tokens; v++) for (i32 i = 0, n = keys_of(&V[v], keys); i < n; i++) key[key_start[(keys[i] & (H.buckets - 1)) + 1]++] = v;
    } else failed = 1;
    for (H.pair_buckets = 1024; H.pair_buckets < H.uses - H.names; ) H.pair_buckets *= 2;
    if (!failed && (pair_start = calloc(H.pair_buckets + 2, 4)) && (pair = malloc(4ull * (H.uses - H.names) + 4))) {
      for (i32 turn = 0; turn < 2; turn++) { /* counted, then put down */
        for (u32 n = 0; n < H.names; n++)
          for (u32 k = st[n]; k + 1 < st[n + 1]; k++) {
            const Token *a = &V[u[k]], *b = &V[u[k + 1]];
            if (!may_be_half(a) || !may_be_half(b)) continue;
            u32 bucket = pair_key(a->sound, a->nsound, b->sound, b->nsound) & (H.pair_buckets - 1);
            if (turn) pair[pair_start[bucket + 1]++] = n; else { pair_start[bucket + 2]++; H.pairs++; }
          }
        if (!turn) for (u32 b = 0; b < H.pair_buckets; b++) pair_start[b + 2] += pair_start[b + 1];
      }
    } else failed = 1;
  } else failed = 1;
  if (!failed) {
    H.magic = MAGIC; H.version = BLOCK_VERSION; H.slots = slots;
    void *part[SECTIONS] = {tok.at, slot, start.at, use.at, row.at, weak.at, post_start, post, key_start, key, pair_start, pair, ds.at, d.at, ls.at, l.at, gender.at, schema.at, list.at};
    u64 size[SECTIONS] = {sizeof(Token) * (u64)H.tokens, 4ull * slots, start.used, use.used, row.used, weak.used, 4ull * (H.tokens + 1), 4ull * H.uses, 4ull * (H.buckets + 1), 4ull * H.keys, 4ull * (H.pair_buckets + 1), 4ull * H.pairs, ds.used, d.used, ls.used, l.used, gender.used, schema.used, list.used};
    u64 at = (sizeof H + 63) / 64 * 64;
    for (i32 i = 0; i < SECTIONS; i++) { H.at[i] = at; at = (at + size[i] + 63) / 64 * 64; }
    H.bytes = at;
    if ((*out = calloc(1, at))) {
      memcpy(*out, &H, sizeof H);
      for (i32 i = 0; i < SECTIONS; i++) { if (size[i]) memcpy(*out + H.at[i], part[i], size[i]); free(part[i]); } /* each as soon as it is in the block: no more than both at once */
      return (i64)at;
    }
  }
  free(tok.at); free(start.at); free(use.at); free(row.at); free(weak.at); free(ds.at); free(d.at); free(ls.at); free(l.at); free(gender.at); free(schema.at); free(list.at);
  free(slot); free(post_start); free(post); free(key_start); free(key); free(pair_start); free(pair);
  return 0;
}
EXPORT void sanksi_free(void *p) { free(p); }

/* ---- names as given: what Python has read once is remembered ----
 * A record whose names are of kind r holds persons' names as given, in UTF-8. Each word between spaces is looked up, by itself or among
 * others; a name of which one word's neighbours decide how it is read is looked up as a whole. What is not known is told, to be learned. A word of
 * ASCII letters reads as itself in lower case, unless it is one of those, or has one of the begins and ends, that Python tells. */

typedef struct { u32 hash, at, key, value; } Entry; /* bytes of key and value, one after the other in the text */
#define EXCEPTIONS (1u << 16)
typedef struct { Block text, out, unknown; Entry *entry; u32 mask, entries; char begins[128], ends[128]; u32 other[EXCEPTIONS / 32]; } Dictionary; /* other: a bit for each word that does not read as itself */
#define ENTRIES (1u << 18)
#define NAME_BYTES 1024 /* of a name that is read word by word */
#define SEVERAL_BYTES 192 /* the same, of one with several readings: no more tokens than Python looks at */

EXPORT void sanksi_dictionary_free(Dictionary *D) { if (D) { free(D->text.at); free(D->out.at); free(D->unknown.at); free(D->entry); free(D); } }
/* begins, ends: of words that are not read as themselves, each with a space behind it, 127 bytes at most; words: such words, the same. Returns NULL when
 * memory is short. */
EXPORT Dictionary *sanksi_dictionary_new(const char *begins, const char *ends, const char *words) {
  Dictionary *D = calloc(1, sizeof *D);
  if (D && !(D->entry = calloc(2 * ENTRIES, sizeof(Entry)))) { free(D); return 0; }
  if (D) { D->mask = 2 * ENTRIES - 1; strncpy(D->begins, begins, sizeof D->begins - 1); strncpy(D->ends, ends, sizeof D->ends - 1); }
  for (const char *p = words, *e; D && *p; p = e + 1) { e = strchr(p, ' '); const u32 bit = hash_of(p, (i32)(e - p)) % EXCEPTIONS; D->other[bit / 32] |= 1u << bit % 32; }
  return D;
}
static i32 read_plain(const Dictionary *D, const char *s, i64 n, char *out) { /* a word that reads as itself; 0 when Python is to be asked */
  for (i64 i = 0; i < n; i++) { out[i] = (char)(s[i] | 32); if (out[i] < 'a' || out[i] > 'z') return 0; }
  for (const char *p = D->begins, *e; *p; p = e + 1) { e = strchr(p, ' '); if (e - p <= n && !memcmp(out, p, e - p)) return 0; }
  for (const char *p = D->ends, *e; *p; p = e + 1) { e = strchr(p, ' '); if (e - p <= n && !memcmp(out + n - (e - p), p, e - p)) return 0; }
  const u32 bit = hash_of(out, (i32)n) % EXCEPTIONS;
  return !(D->other[bit / 32] >> bit % 32 & 1);
}
static Entry *entry_of(const Dictionary *D, char kind, const char *s, i64 n) {
  u32 h = hash_of(s, (i32)n) ^ (u8)kind * 0x9E3779B1u, at = h & D->mask;
  for (Entry *e; (e = &D->entry[at])->key; at = (at + 1) & D->mask)
    if (e->hash == h && e->key == n + 1 && D->text.at[e->at] == (u8)kind && !memcmp(D->text.at + e->at + 1, s, n)) break;
  D->entry[at].hash = h;
  return &D->entry[at];
}
/* Lines of kind, key, TAB, value: w a word among others, a a word by itself, n a whole name. The value of a word is p (plain), r (read from right
 * to left), m (its main, lexical and Korean reading, with a semicolon between) or ? (its neighbours decide), then k (it has kana: then the
 * lexical reading of the name goes first), s (a Chinese surname: without one, too) or -, then its tokens; of a name the names that it may be, as a
 * record holds them. Returns 0 when there is no room. */
EXPORT i32 sanksi_learn(Dictionary *D, const char *text, i64 n) {
  for (const char *s = text, *end = text + n, *e; s < end; s = e + 1) {
    const char *tab = memchr(s, '\t', end - s);
    e = tab ? memchr(tab, '\n', end - tab) : 0;
    if (!e) return 0;
    Entry *entry = entry_of(D, *s, s + 1, tab - s - 1);
    if (entry->key) continue;
    if (D->entries >= ENTRIES + ENTRIES / 2 || D->text.used > 3ull << 30) return 0;
    entry->at = (u32)D->text.used;
    put(&D->text, s, tab - s); put(&D->text, tab + 1, e - tab - 1);
    if (D->text.failed) return 0;
    entry->key = (u32)(tab - s); entry->value = (u32)(e - tab - 1);
    D->entries++;
  }
  return 1;
}
typedef struct { const u8 *at; u64 n; } Value;
static Value way_of(Value v, i32 way) { /* the tokens of a word in one of its readings, of which it has one or three */
  Value w = {v.at + 2, v.n - 2};
  for (; *v.at == 'm' && way; way--) { const u8 *next = (const u8 *)memchr(w.at, ';', w.n) + 1; w.n -= (u64)(next - w.at); w.at = next; }
  const u8 *end = *v.at == 'm' ? memchr(w.at, ';', w.n) : 0;
  if (end) w.n = (u64)(end - w.at);
  return w;
}
static void put_ways(Dictionary *D, const Value *value, i32 words, i32 ways, const i32 *order) { /* the names that words make, each once */
  u64 at[4];
  for (i32 k = 0, made = 0; k < ways; k++) {
    at[made] = D->out.used;
    if (made) put(&D->out, "|", 1);
    put(&D->out, "p", 1);
    for (i32 i = 0, some = 0; i < words; i++) {
      Value w = way_of(value[i], order[k]);
      if (some && w.n) put(&D->out, " ", 1);
      if (w.n) { put(&D->out, w.at, w.n); some = 1; }
    }
    if (D->out.failed) return;
    at[made + 1] = D->out.used;
    i32 same = 0;
    for (i32 j = 0; j < made; j++) {
      u64 from = at[j] + (j > 0), n = at[j + 1] - from;
      same |= n == at[made + 1] - at[made] - 1 && !memcmp(D->out.at + from, D->out.at + at[made] + 1, n);
    }
    if (same) D->out.used = at[made]; else made++;
  }
}
static i32 spell(Dictionary *D, const char *s, const char *end) { /* one name; whether all of it is known */
  static const i32 orders[2][3] = {{0, 1, 2}, {1, 0, 2}};
  i32 words = 0, n = 0, ask = end - s > NAME_BYTES, known = 1, right = 0, left = 0, several = 0, kana = 0, surname = 0;
  char plain[3 * NAME_BYTES], *room = plain; /* a word and two letters before it */
  Value value[NAME_BYTES / 2 + 1];
  for (const char *p = s; p < end; p++) words += *p != ' ' && (p == s || p[-1] == ' ');
  for (const char *p = s, *e; !ask && p < end; p = e) {
    i32 ascii = 1;
    while (p < end && *p == ' ') p++;
    for (e = p; e < end && *e != ' '; e++) ascii &= !(*e & 128);
    if (e == p) break;
    if (ascii && read_plain(D, p, e - p, room + 2)) {
      room[0] = 'p'; room[1] = '-'; value[n++] = (Value){(const u8 *)room, (u64)(e - p + 2)}; room += e - p + 2;
      left = 1;
      continue;
    }
    char kind = words == 1 && !ascii ? 'a' : 'w';
    const Entry *entry = entry_of(D, kind, p, e - p);
    if (!entry->key) { put(&D->unknown, &kind, 1); put(&D->unknown, p, e - p); put(&D->unknown, "\n", 1); known = 0; continue; }
    const u8 *v = D->text.at + entry->at + entry->key;
    value[n++] = (Value){v, entry->value};
    ask = *v == '?'; several |= *v == 'm'; *(*v == 'r' ? &right : &left) = 1;
    kana |= v[1] == 'k'; surname |= v[1] == 's';
  }
  if (!ask && !(right && left) && !(several && end - s > SEVERAL_BYTES)) {
    if (known) put_ways(D, value, n, several ? 3 : 1, orders[several && (kana || !surname)]);
    return known;
  }
  const Entry *entry = entry_of(D, 'n', s, end - s);
  if (!entry->key) { put(&D->unknown, "n", 1); put(&D->unknown, s, end - s); put(&D->unknown, "\n", 1); return 0; }
  put(&D->out, D->text.at + entry->at + entry->key, entry->value);
  return known;
}
/* The records with names of kind r spelled. Returns the bytes of *out, or -1 when memory is short; where *nunknown is not 0, *unknown holds lines
 * of kind and key to learn, and the records are to be given again. */
EXPORT i64 sanksi_spell(Dictionary *D, const char *text, i64 n, i32 again, const u8 **out, const u8 **unknown, i64 *nunknown) {
  if (!again && (D->entries > ENTRIES || D->text.used > 1u << 27)) { memset(D->entry, 0, sizeof(Entry) * 2ull * ENTRIES); D->entries = 0; D->text.used = 0; }
  D->out.used = D->unknown.used = 0;
  for (const char *s = text, *end = text + n; s < end && !D->out.failed && !D->unknown.failed; s++) {
    const char *e = s;
    for (i32 tabs = 0; tabs < 3; e++) tabs += *e == '\t';
    put(&D->out, s, e - s);
    for (s = e; *s != '\n'; s = *e == '|' ? e + 1 : e) {
      for (e = s; *e != '|' && *e != '\n'; e++);
      if (*s == 'r') spell(D, s + 1, e); else put(&D->out, s, e - s);
      if (*e == '|') put(&D->out, e, 1);
    }
    put(&D->out, "\n", 1);
  }
  *out = D->out.at; *unknown = D->unknown.at; *nunknown = (i64)D->unknown.used;
  return D->out.failed || D->unknown.failed ? -1 : (i64)D->out.used;
}

/* ---- searching: a context is one thread's ---- */

enum { BY_SOUND, OTHERWISE, WEAKLY, GROUPS }; /* how a listed token is alike, in three */
typedef struct { u32 token, class; } Like; /* a listed token, how it is alike */
typedef struct { u8 first, lead; } Start; /* of a listed token: its first letter, and what that sounds like */
typedef struct { u32 from, to; float weight, rare; } Use; /* of a listed token: the names of one kind that hold it, in X->post, what it weighs, how rare it is, below 0 when it is no name */
typedef struct { u32 from, to, posts; double share, weight, least_share, least_weight; } Group; /* likes of one group, how many names hold them; the most and the least that one is worth and weighs */
typedef struct { Token t; char text[LETTERS]; u32 hash, length, split, nsplit, table, mask, lettered; i32 mode; Group group[GROUPS]; } Known; /* a token that was asked for; its likes, in the end once more those that names with a single letter hold; names that write it as two words, where its table of classes is */
typedef struct { float total, light; u32 letters; i32 plain; } Size; /* of a name: weight, what less it weighs when its titles stand alone, which single letters it has, how many names or numbers there are then */
typedef struct { u32 stamp, same; double z; } Best;
typedef struct { u32 row; double score; } Hit;
typedef struct { u32 state; float worth; } Mark; /* of a name that was reached: by what, ANYTHING when that is not asked; what that is worth */
typedef struct { u32 asked, enough; i32 tokens; double party, gain, cap, weight; } Verdict; /* of which question; whether it is enough; the most listed tokens and their weight that it takes; what the party's side is worth, what is not walked adds, and the most that all can be */
#define KNOWN (1u << 16)
#define LIKES (1u << 23)
#define STATES (1u << 16) /* of a name: seven tokens and the rest that reach it, and the same by their sound */
#define JOINS 256 /* listed words that two of the party's tokens may be */
#define HEAVY 64 /* entries of a listed token that are walked without asking whether they matter */
#define MANY 4 /* entries that are walked for each one that had to be, even where they can bring no new names: they tell how little others are worth */
typedef struct {
  const Tables *T; Index X; Size *size; Best *best; u32 *touched, ntouched, *rows; Hit *hits;
  u32 asked; u8 now, *reached; Mark *mark;
  Verdict *verdict; /* on what may reach a name */
  u32 *letter_start, *letter_post; /* of tokens: the names with a single letter that hold them */
  u32 *seen, seen_now, *near, *slot, nknown, nlikes; Known *known; Like *likes; Use *use[2]; Start *start; double most_facts;
  Block found_row, found_score, split, classes;
} Context;

EXPORT void sanksi_close(Context *C) {
  if (!C) return;
  free(C->size); free(C->best); free(C->touched); free(C->rows); free(C->hits); free(C->mark); free(C->reached); free(C->verdict); free(C->letter_start); free(C->letter_post); free(C->seen); free(C->near); free(C->slot); free(C->known); free(C->likes); free(C->use[0]); free(C->use[1]); free(C->start); free(C->split.at); free(C->classes.at); free(C->found_row.at); free(C->found_score.at); free(C);
}
static void name_at(const Index *X, u32 name, Name *N) { /* the tokens of a listed name */
  N->n = (i32)(X->name_start[name + 1] - X->name_start[name]);
  for (i32 i = 0; i < N->n; i++) N->t[i] = &X->token[X->name_token[X->name_start[name] + (u32)i]];
}
static float rarity_of(const Token *t, i32 mode) {
  u8 common = t->level[mode] > t->common ? t->level[mode] : t->common;
  return is_plain(t, mode) ? 1.0f - common / 255.0f : -1.0f;
}
static i32 first_of(u32 bits) { i32 i = 0; while (!(bits >> i & 1)) i++; return i; }
static u32 letter_of(const Token *t) { return 1u << (t->raw[0] & 31); }
/* NULL when the block is no index of this version or memory is short. */
EXPORT Context *sanksi_open(const Tables *T, const u8 *block, i64 bytes) {
  const Head *h = (const Head *)block;
  if (bytes < (i64)sizeof *h || h->magic != MAGIC || h->version != BLOCK_VERSION || (i64)h->bytes != bytes) return 0;
  Context *C = calloc(1, sizeof *C);
  if (!C) return 0;
  C->T = T;
  Index *X = &C->X;
  X->head = h; X->token = (const Token *)(block + h->at[S_TOKEN]); X->slot = (const u32 *)(block + h->at[S_SLOT]);
  X->name_start = (const u32 *)(block + h->at[S_NAME_START]); X->name_token = (const u32 *)(block + h->at[S_NAME_TOKEN]);
  X->name_row = (const u32 *)(block + h->at[S_NAME_ROW]); X->weak = block + h->at[S_NAME_WEAK];
  X->post_start = (const u32 *)(block + h->at[S_POST_START]); X->post = (const u32 *)(block + h->at[S_POST]);
  X->key_start = (const u32 *)(block + h->at[S_KEY_START]); X->key = (const u32 *)(block + h->at[S_KEY]);
  X->pair_start = (const u32 *)(block + h->at[S_PAIR_START]); X->pair = (const u32 *)(block + h->at[S_PAIR]);
  X->date_start = (const u32 *)(block + h->at[S_DATE_START]); X->date = (const u32 *)(block + h->at[S_DATE]);
  X->land_start = (const u32 *)(block + h->at[S_LAND_START]); X->land = (const u32 *)(block + h->at[S_LAND]);
  X->gender = block + h->at[S_GENDER]; X->schema = block + h->at[S_SCHEMA]; X->list = block + h->at[S_LIST];
  C->size = calloc(h->names + 1, sizeof(Size)); C->best = calloc(h->rows + 1, sizeof(Best)); C->touched = malloc(4ull * (h->names + 1));
  C->rows = malloc(4ull * (h->rows + 1)); C->hits = malloc(sizeof(Hit) * (h->rows + 1ull)); C->seen = calloc(h->tokens + 1, 4); C->near = malloc(4ull * (h->tokens + 1));
  C->mark = malloc(sizeof(Mark) * (h->names + 1ull)); C->reached = calloc(h->names + 1, 1); C->verdict = calloc(2 * STATES, sizeof(Verdict)); C->letter_start = calloc(h->tokens + 2, 4);
  C->slot = calloc(2 * KNOWN, 4); C->known = malloc(sizeof(Known) * (u64)KNOWN); C->likes = malloc(sizeof(Like) * (u64)LIKES); C->use[0] = calloc(h->tokens + 1, sizeof(Use)); C->use[1] = calloc(h->tokens + 1, sizeof(Use)); C->start = malloc(sizeof(Start) * (h->tokens + 1ull));
  if (!C->size || !C->best || !C->touched || !C->rows || !C->hits || !C->seen || !C->near || !C->use[0] || !C->use[1] || !C->start || !C->mark || !C->reached || !C->verdict || !C->letter_start || !C->slot || !C->known || !C->likes) { sanksi_close(C); return 0; }
  for (u32 name = 0; name < h->names; name++) {
    i32 mode = name >= h->persons;
    Size *z = &C->size[name];
    Name N;
    name_at(X, name, &N);
    weigh(T, &N, mode);
    z->total = (float)N.total; z->light = (float)N.light;
    for (i32 i = 0; i < N.n; i++) {
      z->plain += is_plain_alone(&N, i);
      if (N.t[i]->nraw == 1 && !mode) z->letters |= letter_of(N.t[i]);
    }
    if (z->letters) for (u32 k = X->name_start[name]; k < X->name_start[name + 1]; k++) C->letter_start[X->name_token[k] + 1]++;
    if (!mode) for (u32 k = X->name_start[name]; k < X->name_start[name + 1]; k++) C->use[0][X->name_token[k]].to++;
  }
  for (u32 v = 0; v < h->tokens; v++) {
    const u32 from = X->post_start[v], middle = from + C->use[0][v].to;
    C->use[0][v] = (Use){from, middle, (float)weight_of(T, &X->token[v], 0), rarity_of(&X->token[v], 0)};
    C->start[v] = (Start){(u8)X->token[v].raw[0], T->start[(u8)X->token[v].sound[0] & 127]};
    C->use[1][v] = (Use){middle, X->post_start[v + 1], (float)weight_of(T, &X->token[v], 1), rarity_of(&X->token[v], 1)};
  }
  for (u32 v = 0; v < h->tokens; v++) C->letter_start[v + 1] += C->letter_start[v];
  const u32 lettered = C->letter_start[h->tokens];
  if (!(C->letter_post = malloc(4ull * lettered + 4))) { sanksi_close(C); return 0; }
  for (u32 name = h->names; name--;)
    if (C->size[name].letters) for (u32 k = X->name_start[name]; k < X->name_start[name + 1]; k++) C->letter_post[--C->letter_start[X->name_token[k] + 1]] = name;
  memmove(C->letter_start, C->letter_start + 1, 4ull * h->tokens); C->letter_start[h->tokens] = lettered;
  return C;
}
/* How common a token is on the list, 0 to 255; 0 when no name has it. */
EXPORT i32 sanksi_common(const Context *C, const char *s, i64 n) {
  Token t;
  read_token(C->T, s, (i32)n, &t);
  u32 v = find_token(&C->X, &t);
  return v ? C->X.token[v - 1].common : 0;
}

/* What a listed token that is alike in this way adds to a name's share, per weight. */
static double larger(double a, double b) { return a > b ? a : b; }
static double worth(const Bound *B, i32 class, double level) {
  double share = B->share[class] + (is_loose(class) ? 0 : B->known * level);
  return share > 0 ? share : 0;
}
static i32 group_of(i32 class) { return class <= GLUED ? BY_SOUND : is_weak(class) ? WEAKLY : OTHERWISE; }
static u32 table_at(u32 token, u32 mask) { return token * 0x9E3779B1u >> 5 & mask; }

static u32 sounding(const Context *C, const char *s, i32 n, u32 *out, u32 room) { /* the listed tokens that sound like these letters */
  const Index *X = &C->X;
  char sound[LETTERS];
  i32 m = sound_of(C->T, s, n, sound);
  u32 b = key_of(K_SOUND, sound, m, -1) & (X->head->buckets - 1), found = 0;
  for (u32 e = X->key_start[b]; e < X->key_start[b + 1] && found < room; e++) {
    const Token *v = &X->token[X->key[e]];
    if (v->nsound == m && !memcmp(v->sound, sound, m)) out[found++] = X->key[e];
  }
  return found;
}
static void split_word(Context *C, Known *k) { /* the names that write a token as two words */
  const Index *X = &C->X; const Token *t = &k->t;
  const u32 persons = X->head->persons;
  char left[LETTERS], right[LETTERS];
  k->split = (u32)(C->split.used / 4); k->nsplit = 0;
  if (t->nraw < 4 || t->flags & (DIGITS | CODE)) return;
  for (i32 c = 2; c < t->nraw; c++) {
    const i32 n = sound_of(C->T, t->raw, c, left);
    for (i32 doubled = 0; doubled < 2; doubled++) { /* a letter where they meet may be shared */
      if (t->nraw - c + doubled < 2) continue;
      const i32 m = sound_of(C->T, t->raw + c - doubled, t->nraw - c + doubled, right);
      const u32 bucket = pair_key(left, n, right, m) & (X->head->pair_buckets - 1);
      for (u32 e = X->pair_start[bucket]; e < X->pair_start[bucket + 1]; e++) {
        const u32 name = X->pair[e];
        if ((name < persons) == k->mode) continue;
        for (u32 p = X->name_start[name]; p + 1 < X->name_start[name + 1]; p++)
          if (is_glued(C->T, t, &X->token[X->name_token[p]], &X->token[X->name_token[p + 1]])) { put(&C->split, &name, 4); break; }
      }
    }
  }
  if (!C->split.failed) k->nsplit = (u32)(C->split.used / 4) - k->split;
}
static void expand(Context *C, Known *k) { /* the listed tokens that are alike in a way that is looked up */
  const Tables *T = C->T; const Index *X = &C->X; const Token *t = &k->t; const Use *use = C->use[k->mode];
  u32 keys[KEYS_MOST], own = find_token(X, t), bucket = X->head->buckets - 1, n = 0, near = 0, count[GROUPS] = {0};
  const i32 nkeys = keys_of(t, keys);
  if (!++C->seen_now) { memset(C->seen, 0, 4ull * X->head->tokens); C->seen_now = 1; }
  k->t.common = own ? X->token[own - 1].common : 0;
  if (own) { C->seen[own - 1] = C->seen_now; C->near[near++] = own - 1; }
  for (i32 i = 0; i < nkeys; i++) __builtin_prefetch(&X->key_start[keys[i] & bucket]);
  for (i32 i = 0; i < nkeys; i++) __builtin_prefetch(&X->key[X->key_start[keys[i] & bucket]]);
  for (i32 i = nkeys; i--;)
    for (u32 e = X->key_start[keys[i] & bucket]; e < X->key_start[(keys[i] & bucket) + 1]; e++) {
      u32 v = X->key[e];
      if (C->seen[v] == C->seen_now) continue;
      C->seen[v] = C->seen_now; C->near[near++] = v;
      __builtin_prefetch(&X->token[v]); __builtin_prefetch(&X->token[v].hash);
    }
  for (u32 i = 0; i < near && 2 * n + 2 < LIKES - C->nlikes; i++) {
    const u32 v = C->near[i];
    const i32 class = own && !i ? EXACT : classify(T, t, &X->token[v], 0);
    if (!(T->reach[class] > 0) || use[v].from == use[v].to) continue;
    C->near[n++] = v << 5 | (u32)class; count[group_of(class)]++;
  }
  for (k->mask = 32; k->mask < 2 * n;) k->mask *= 2;
  k->table = (u32)(C->classes.used / 4);
  u32 *table = (u32 *)room(&C->classes, 4ull * k->mask + k->mask / 2), *may = table + k->mask, at = C->nlikes; /* four bits a slot say which there may be */
  if (table) memset(table, 0, 4ull * k->mask + k->mask / 2);
  k->mask = table ? k->mask - 1 : 0;
  memset(k->group, 0, sizeof k->group); k->lettered = 0;
  for (i32 g = 0; g < GROUPS; g++) {
    Group *G = &k->group[g];
    G->from = G->to = at; at += count[g];
  }
  for (u32 i = 0; i < n; i++) {
    const u32 v = C->near[i] >> 5, class = C->near[i] & 31;
    C->likes[k->group[group_of((i32)class)].to++] = (Like){v, class};
    if (C->letter_start[v] < C->letter_start[v + 1]) C->likes[at + k->lettered++] = (Like){v, class};
  }
  for (i32 g = 0; g < GROUPS; g++) {
    Group *G = &k->group[g];
    for (const Like *l = C->likes + G->from; l < C->likes + G->to; l++) {
      const double share = worth(&T->bound[k->mode], (i32)l->class, t->level[k->mode] / 255.0), weight = use[l->token].weight;
      const i32 first = l == C->likes + G->from;
      if (share > G->share) G->share = share;
      if (weight > G->weight) G->weight = weight;
      if (first || share < G->least_share) G->least_share = share;
      if (first || weight < G->least_weight) G->least_weight = weight;
      G->posts += use[l->token].to - use[l->token].from;
      if (!table) continue;
      u32 slot = table_at(l->token, k->mask), bit = table_at(l->token, 4 * k->mask + 3);
      may[bit / 32] |= 1u << bit % 32;
      while (table[slot]) slot = (slot + 1) & k->mask;
      table[slot] = (l->token + 1) << 5 | l->class;
    }
  }
  C->nlikes = at + k->lettered;
  split_word(C, k);
}
static const Known *know(Context *C, const char *s, i32 n, i32 mode) { /* a token of a party and its likes, remembered */
  const u32 hash = hash_of(s, n) + (u32)mode;
  const i32 m = n < LETTERS ? n : LETTERS;
  u32 at = hash & (2 * KNOWN - 1);
  for (; C->slot[at]; at = (at + 1) & (2 * KNOWN - 1)) {
    const Known *k = &C->known[C->slot[at] - 1];
    if (k->hash == hash && k->mode == mode && k->length == (u32)n && !memcmp(k->text, s, m)) return k;
  }
  Known *k = &C->known[C->nknown];
  read_token(C->T, s, n, &k->t);
  memcpy(k->text, s, m); k->hash = hash; k->length = (u32)n; k->mode = mode;
  expand(C, k);
  C->slot[at] = ++C->nknown;
  return k;
}
static i32 may_be_like(const Context *C, const Known *k, u32 token) { /* mostly 0 when it is not */
  const u32 bit = table_at(token, 4 * k->mask + 3);
  return k->mask && ((const u32 *)C->classes.at)[k->table + k->mask + 1 + bit / 32] >> bit % 32 & 1;
}
static i32 class_of(const Context *C, const Known *k, u32 token) { /* how a listed token is alike, of what is looked up */
  const u32 *table = (const u32 *)C->classes.at + k->table;
  if (!may_be_like(C, k, token)) return NONE;
  for (u32 at = table_at(token, k->mask); table[at]; at = (at + 1) & k->mask) if (table[at] >> 5 == token + 1) return table[at] & 31;
  return NONE;
}
#define GLUE_BIT (1u << 31)

static double bound_party(const Bound *B, const Name *Q, u32 mask, u32 sound, u32 weak, i32 one, double its_rarity) { /* the most that the party's side can be worth when only these tokens have counterparts, some of them of the same sound or only weak ones, and one of them tells no more than this */
  double telling = mask & GLUE_BIT ? 1.0 : 0.0, exact = telling, covered = 0, rare = 0, z = B->base;
  i32 open = 0;
  for (i32 i = 0; i < Q->n; i++) {
    double r = i == one ? its_rarity : Q->rare[i];
    rare += Q->rare[i];
    if (sound >> i & 1) exact += r;
    if (mask >> i & 1) { telling += sound >> i & 1 || i == one ? r : r * (weak >> i & 1 ? B->weak : B->soft); covered += Q->w[i]; }
    else open += is_plain_alone(Q, i);
  }
  for (i32 k = 0; k < B->ntelling; k++) { double x = B->telling[k][2] > 0 ? exact : telling; z += B->telling[k][1] * (x < B->telling[k][0] ? x : B->telling[k][0]); }
  z += B->rare[1] * (rare < B->rare[0] ? rare : B->rare[0]) + B->covered * (covered / Q->total) + B->open[open];
  return open ? z : z + B->paired;
}

/* ---- the names that may be worth enough ---- */

typedef struct { /* of a party's name: its tokens and what is known before lists are walked */
  Name Q; const Known *known[TOKENS];
  u32 all, shorts; /* tokens; those that may stand for anything that begins so: single letters, a short last one */
  u32 reached, sound, letters; /* tokens that something stands for, or something of the same sound; first letters */
  u32 njoined, joined[JOINS]; i32 join[JOINS]; /* listed tokens that are the party's tokens join and join + 1 as one word */
  u8 idle[TOKENS]; /* the groups of its likes that are not walked, a bit each */
  u32 idly, idly_sound, idly_more; /* tokens of which a group is not walked; of which that is the one of the same sound, one that is no weak one */
  double share[3][TOKENS], weight[3][TOKENS], short_share[TOKENS], more[TOKENS]; /* the most that what stands for a token is worth and weighs: of other sound, of the same, of what is not walked; as a short one; more than what was walked is worth */
} Asked;

static void read_asked(Context *C, Asked *A, const char *text, i64 ntext, i32 mode) {
  const Bound *B = &C->T->bound[mode];
  i32 n = 0;
  if (C->nknown > KNOWN - TOKENS || C->nlikes > LIKES / 2 || C->split.used > 1u << 26) { memset(C->slot, 0, 8ull * KNOWN); C->nknown = C->nlikes = 0; C->split.used = C->classes.used = 0; }
  for (const char *s = text, *end = text + ntext; n < TOKENS; n++) {
    while (s < end && *s == ' ') s++;
    const char *e = s;
    while (e < end && *e != ' ') e++;
    if (e == s) break;
    A->known[n] = know(C, s, (i32)(e - s), mode); A->Q.t[n] = &A->known[n]->t;
    s = e;
  }
  A->Q.n = n; A->all = (1u << n) - 1; A->shorts = A->njoined = A->reached = A->sound = A->idly = A->idly_sound = A->idly_more = 0;
  if (!n) return;
  weigh(C->T, &A->Q, mode);
  for (i32 i = 0; i < n; i++) {
    const Token *a = A->Q.t[i];
    const Known *k = A->known[i];
    const Group *g = k->group;
    A->share[0][i] = larger(g[OTHERWISE].share, g[WEAKLY].share); A->weight[0][i] = larger(g[OTHERWISE].weight, g[WEAKLY].weight);
    A->share[1][i] = g[BY_SOUND].share; A->weight[1][i] = g[BY_SOUND].weight;
    A->reached |= (u32)(g[BY_SOUND].posts || g[OTHERWISE].posts || g[WEAKLY].posts) << i; A->sound |= (u32)(g[BY_SOUND].posts > 0) << i; A->short_share[i] = 0; A->idle[i] = 0;
    if (is_brief(&A->Q, i)) { A->shorts |= 1u << i; A->reached |= 1u << i; A->short_share[i] = B->share[a->nraw == 1 ? INITIAL : CUT]; }
  }
  for (i32 i = 0; i + 1 < n; i++) {
    const Token *a = A->Q.t[i], *b = A->Q.t[i + 1];
    if (b->nraw < 2 || (a->nraw < 2 && b->nraw < 3) || a->nraw + b->nraw > LETTERS || (a->flags | b->flags) & (DIGITS | CODE)) continue;
    char s[LETTERS];
    u32 found[JOINS];
    memcpy(s, a->raw, a->nraw); memcpy(s + a->nraw, b->raw, b->nraw);
    for (u32 k = 0, m = sounding(C, s, a->nraw + b->nraw, found, JOINS); k < m && A->njoined < JOINS; k++) { A->join[A->njoined] = i; A->joined[A->njoined] = found[k]; A->njoined += C->use[mode][found[k]].from < C->use[mode][found[k]].to; }
  }
  A->letters = 0;
  for (i32 i = 0; i < n; i++) if (A->Q.t[i]->nraw > 1 && !mode) A->letters |= letter_of(A->Q.t[i]);
}
/* The most that a name is worth when these tokens of the party have counterparts, those of sound by their sound, those that are idle by what is not
 * walked; one of them, when it is not -1, is worth this share, weighs and tells so much. */
static double bound_tokens(const Bound *B, const Asked *A, u32 mask, u32 sound, u32 idle, i32 one, double its_share, double its_weight, double its_rarity) {
  const Name *Q = &A->Q;
  double share[TOKENS], weight[TOKENS], sum = 0, total = Q->total - Q->light; /* titles in front may weigh less */
  i32 n = 0;
  for (i32 i = 0; i < Q->n; i++) {
    if (!(mask >> i & 1)) continue;
    i32 s = sound >> i & 1 ? 1 : idle >> i & 1 ? 2 : 0, k = n++;
    double x = A->share[s][i], w = A->weight[s][i];
    if (A->shorts >> i & 1) { w = w > 1 ? w : 1; if (A->short_share[i] > x) x = A->short_share[i]; }
    if (i == one) { x = its_share; w = its_weight; }
    sum += x * Q->w[i];
    for (; k && share[k - 1] < x; k--) { share[k] = share[k - 1]; weight[k] = weight[k - 1]; }
    share[k] = x; weight[k] = w;
  }
  for (i32 k = 0; k < n && share[k] * total > sum; k++) { sum += share[k] * weight[k]; total += weight[k]; } /* the listed side adds to the mean as long as it is better */
  return bound_party(B, Q, mask, sound, idle & ~A->idly_more, one, its_rarity) + sum / total;
}
static i32 matters(const Context *C, const Asked *A, i32 i, const Like *l, const Use *u, double needed) { /* whether a name in which token i stands for this one can be worth as much, when all other tokens are the best they can be */
  const Bound *B = &C->T->bound[A->Q.mode];
  if (!B->usable || l->class == EXACT) return 1;
  const u32 own = 1u << i, others = A->reached & A->all & ~own, sounding = A->sound & others;
  const double share = worth(B, l->class, A->Q.t[i]->level[A->Q.mode] / 255.0), rarity = (u->rare < A->Q.rare[i] ? larger(u->rare, 0) : A->Q.rare[i]) * C->T->like[l->class];
  u32 soft = 0, n = 0, off = 0;
  for (i32 k = 0; k < A->Q.n; k++) if (sounding >> k & 1 && A->share[0][k] > A->share[1][k]) { soft |= 1u << k; n++; } /* their best likes sound otherwise */
  if (n > 3) return 1;
  do {
    if (bound_tokens(B, A, others | own, (sounding & ~off) | (l->class <= GLUED ? own : 0), 0, i, share, u->weight, rarity) >= needed) return 1;
    off = (off - soft) & soft;
  } while (off);
  return 0;
}
static void next_question(Context *C) { /* verdicts that were given are no longer true */
  if (++C->asked > 0xFFFFFFF0u) { memset(C->verdict, 0, 2 * sizeof(Verdict) * STATES); C->asked = 1; }
}
static u32 reached_of(const Asked *A, u32 state) { return ((state & 255) | (state & 128 ? ~255u : 0)) & A->all; }
static const Verdict *judge(Context *C, const Asked *A, u32 state, u32 idly, double needed) { /* whether a name that is reached so may be worth as much; idly: what was not walked, or nothing when it is known that that does not reach it */
  Verdict *v = &C->verdict[idly ? STATES + state : state];
  if (v->asked == C->asked) return v;
  const Bound *B = &C->T->bound[A->Q.mode];
  const u32 reached = reached_of(A, state), idle = idly & ~reached;
  u32 mask = reached | idle, sound = reached_of(A, state >> 8) | (A->idly_sound & mask);
  i32 shared = 0, open = 0, whole = (mask | A->shorts) == A->all;
  for (i32 i = 0; i < A->Q.n; i++) { if (mask >> i & 1) shared += is_plain(A->Q.t[i], A->Q.mode); else open += is_plain_alone(&A->Q, i); }
  if (whole) mask |= A->shorts;
  double most = bound_tokens(B, A, mask, sound, idle, -1, 0, 0, 0), gain = 0;
  i32 lone = shared <= 1 && open && !(whole && A->shorts);
  if (lone && most > C->T->most_doubtful) most = C->T->most_doubtful;
  v->asked = C->asked; v->enough = !B->usable || sound == A->all || most >= needed; /* the same name is always enough */
  v->party = bound_party(B, &A->Q, mask, sound, idle & ~A->idly_more, -1, 0); v->cap = lone ? C->T->most_doubtful : 1e30; v->tokens = 0; v->weight = 0;
  for (i32 i = 0; i < A->Q.n; i++)
    if (mask >> i & 1) {
      double w = larger(larger(A->weight[0][i], A->weight[1][i]), 1);
      if (!(reached >> i & 1) || (i > 6 && A->idle[i])) gain += larger(A->idle[i] ? A->share[2][i] : 0, A->short_share[i]) * (A->Q.w[i] + w);
      else if (A->idle[i]) gain += A->more[i];
      v->tokens++; v->weight += w;
    }
  v->gain = gain;
  if (!B->usable || sound == A->all) v->party = 1e30;
  return v;
}
static i32 may_become(Context *C, const Asked *A, u32 state, u32 others, double needed) { /* whether it may be enough when these tokens, too, reach the name */
  u32 tokens[3], n = 0;
  for (i32 i = 0; i < A->Q.n; i++) if (others >> i & 1) { if (n == 3 || i > 6) return 1; tokens[n++] = (u32)i; }
  for (u32 pattern = 0; pattern < 1u << n; pattern++) { /* each by its sound or otherwise */
    u32 x = state;
    for (u32 k = 0; k < n; k++) x |= 1u << tokens[k] | (pattern >> k & 1) << (8 + tokens[k]);
    if (judge(C, A, x, A->idly, needed)->enough) return 1;
  }
  return 0;
}
#define ANYTHING (STATES - 1) /* a state: do not ask what reached the name */
static void touch(Context *C, u32 name) { /* a name that may be worth enough for more than its tokens */
  if (C->reached[name] != C->now) { C->reached[name] = C->now; C->touched[C->ntouched++] = name; }
  C->mark[name].state = ANYTHING;
}
typedef struct { u32 posts; u8 token, group; } Unit; /* likes of one group of a token of the party */
static void walk(Context *C, const Asked *A, Unit unit, i32 fresh, u32 others, double needed) { /* the names of what a token may be like; fresh: also those that nothing has reached; others are still to come */
  const Name *Q = &A->Q; const Bound *B = &C->T->bound[Q->mode]; const Use *use = C->use[Q->mode];
  const i32 i = unit.token;
  const u32 own = 1u << (i < 7 ? i : 7), bits = own | (unit.group == BY_SOUND ? own << 8 : 0);
  const double level = Q->t[i]->level[Q->mode] / 255.0;
  const i32 hopeful = fresh && may_become(C, A, bits, others, needed);
  const u8 now = C->now;
  u8 *reached = C->reached;
  u32 count = C->ntouched;
  Mark *mark = C->mark;
  const Group *g = &A->known[i]->group[unit.group];
  if (!hopeful && !count) return;
  for (const Like *l = C->likes + g->from, *last = C->likes + g->to; l < last; l++) {
    const Use *u = &use[l->token];
    if (l + 16 < last) __builtin_prefetch(&use[l[16].token]);
    if (l + 8 < last) __builtin_prefetch(C->X.post + use[l[8].token].from);
    if (u->to - u->from > HEAVY && !matters(C, A, i, l, u, needed)) continue;
    const float gain = (float)(worth(B, l->class, level) * (Q->w[i] + u->weight));
    for (const u32 *p = C->X.post + u->from, *end = C->X.post + u->to; p < end; p++) {
      if (reached[*p] != now) {
        if (!hopeful) continue;
        reached[*p] = now;
        C->touched[count++] = *p;
        mark[*p] = (Mark){bits, gain};
        continue;
      }
      Mark *m = &mark[*p];
      m->worth += gain;
      m->state = m->state & own && own < 128 && (m->state ^ bits) & own << 8 ? ANYTHING : m->state | bits; /* reached by two listed tokens, one of the same sound: no state says that */
    }
  }
  C->ntouched = count;
}
static void leave(Asked *A, i32 i, u32 groups) { /* the names of these groups of likes are not walked */
  const Group *g = A->known[i]->group;
  const u32 own = 1u << i;
  double share = 0, weight = 0, least = 1e30;
  A->idle[i] = (u8)groups; A->idly &= ~own; A->idly_sound &= ~own; A->idly_more &= ~own;
  for (i32 k = 0; k < GROUPS; k++) {
    if (!g[k].posts) continue;
    if (groups >> k & 1) { share = larger(share, g[k].share); weight = larger(weight, g[k].weight); }
    else if (g[k].least_share * (A->Q.w[i] + g[k].least_weight) < least) least = g[k].least_share * (A->Q.w[i] + g[k].least_weight);
  }
  A->share[1][i] = g[BY_SOUND].share; A->weight[1][i] = g[BY_SOUND].weight;
  if (!groups) return;
  A->idly |= own;
  if (groups & 1u << BY_SOUND) { A->idly_sound |= own; share = larger(share, A->share[0][i]); weight = larger(weight, A->weight[0][i]); }
  if (groups & ~(1u << WEAKLY)) A->idly_more |= own;
  A->share[2][i] = share; A->weight[2][i] = weight;
  A->share[1][i] = larger(A->share[1][i], share); A->weight[1][i] = larger(A->weight[1][i], weight);
  A->more[i] = least < 1e30 ? larger(0, share * (A->Q.w[i] + weight) - least) : 0;
}
static i32 is_open(Context *C, const Asked *A, double needed) { /* whether a name that nothing walked reaches may be worth enough */
  double covered = 0;
  for (i32 i = 0; i < A->Q.n; i++) if ((A->idly | A->shorts) >> i & 1) covered += A->Q.w[i];
  if (covered < C->T->covered * A->Q.total - 1e-9 || !A->idly) return 0;
  next_question(C);
  return judge(C, A, 0, A->idly, needed)->enough;
}
static int by_posts(const void *a, const void *b) {
  const Unit *x = a, *y = b;
  const u64 p = (u64)x->posts << (x->group == WEAKLY ? 2 : 0), q = (u64)y->posts << (y->group == WEAKLY ? 2 : 0); /* weak ones settle less */
  return p != q ? (p < q ? -1 : 1) : x->posts != y->posts ? (x->posts < y->posts ? -1 : 1) : x->token != y->token ? x->token - y->token : x->group - y->group;
}
static double bound_verdict(const Asked *A, const Bound *B, const Verdict *v, const Size *z, float worth) { /* the most that a candidate is worth, by what reached it and what it leaves open */
  double both = A->Q.total + z->total, least = both - A->Q.light - z->light, most = v->party + (worth + v->gain) / least;
  i32 open = z->plain - v->tokens;
  most += B->listed_open[open < 0 ? 0 : open < TOKENS ? open : TOKENS];
  if (z->total - z->light > v->weight) most += B->open_listed * ((z->total - z->light - v->weight) / both);
  return most < v->cap ? most : v->cap;
}
static double most_of_name(Context *C, const Asked *A, u32 name, double needed) { /* the most that a candidate is worth: by what reached it, and when that would do by whether what was not walked can */
  const Bound *B = &C->T->bound[A->Q.mode];
  const Mark *m = &C->mark[name];
  if (m->state == ANYTHING) return 1e30;
  const double most = bound_verdict(A, B, judge(C, A, m->state, A->idly, needed), &C->size[name], m->worth);
  const u32 idle = A->idly & ~reached_of(A, m->state);
  if (most < needed || !idle) return most;
  for (u32 k = C->X.name_start[name]; k < C->X.name_start[name + 1]; k++)
    for (u32 rest = idle; rest; rest &= rest - 1) if (may_be_like(C, A->known[first_of(rest)], C->X.name_token[k])) return most;
  const Verdict *v = judge(C, A, m->state, 0, needed);
  return v->enough ? bound_verdict(A, B, v, &C->size[name], m->worth) : -1e30;
}
static u32 gather(Context *C, Asked *A, double needed) { /* the names that may be worth as much: how many candidates */
  const Name *Q = &A->Q;
  const Index *X = &C->X;
  Unit unit[TOKENS * GROUPS];
  i32 n = 0, k = 0, fresh;
  u32 count = 0, walked = 0;
  for (i32 i = 0; i < Q->n; i++) {
    u32 groups = 0;
    for (u32 g = 0; g < GROUPS; g++) if (A->known[i]->group[g].posts) { unit[n++] = (Unit){A->known[i]->group[g].posts, (u8)i, (u8)g}; groups |= 1u << g; }
    leave(A, i, groups);
  }
  qsort(unit, n, sizeof *unit, by_posts);
  for (; k < n && is_open(C, A, needed); k++) { leave(A, unit[k].token, A->idle[unit[k].token] & ~(1u << unit[k].group)); walked += unit[k].posts; }
  if (walked > HEAVY)
    for (i32 j = k - 1; j-- > 0;) { /* what did not have to be walked after all */
      const Unit u = unit[j];
      if (u.posts < HEAVY) continue;
      leave(A, u.token, A->idle[u.token] | 1u << u.group);
      if (is_open(C, A, needed)) { leave(A, u.token, A->idle[u.token] & ~(1u << u.group)); continue; }
      walked -= u.posts; k--;
      for (i32 i = j; i < k; i++) unit[i] = unit[i + 1];
      unit[k] = u;
    }
  fresh = k; /* what is on few names first, until what is left cannot bring new ones; what is on too many then is not walked */
  for (; k < n && unit[k].posts <= MANY * (walked + 64ull); k++) leave(A, unit[k].token, A->idle[unit[k].token] & ~(1u << unit[k].group));
  n = k;
  if (!++C->now) { memset(C->reached, 0, X->head->names); C->now = 1; }
  C->ntouched = 0; next_question(C);
  for (u32 j = 0; j < A->njoined; j++) for (u32 p = C->use[Q->mode][A->joined[j]].from; p < C->use[Q->mode][A->joined[j]].to; p++) touch(C, X->post[p]);
  for (i32 i = 0; i < Q->n; i++) {
    const Known *known = A->known[i];
    for (u32 p = known->split; p < known->split + known->nsplit; p++) touch(C, ((const u32 *)C->split.at)[p]);
    if (A->letters) for (const Like *l = C->likes + known->group[GROUPS - 1].to, *last = l + known->lettered; l < last; l++)
      for (u32 p = C->letter_start[l->token]; p < C->letter_start[l->token + 1]; p++) if (C->size[C->letter_post[p]].letters & A->letters) touch(C, C->letter_post[p]); /* a single letter may stand for what nothing else does */
  }
  for (k = 0; k < n; k++) {
    u32 others = 0;
    for (i32 j = k + 1; j < n; j++) others |= 1u << unit[j].token;
    walk(C, A, unit[k], k < fresh, others, needed);
  }
  for (u32 z = 0; z < C->ntouched; z++) {
    const u32 name = C->touched[z], state = C->mark[name].state;
    if (z + 8 < C->ntouched) __builtin_prefetch(&C->mark[C->touched[z + 8]]);
    if (state == ANYTHING || judge(C, A, state, A->idly, needed)->enough) C->touched[count++] = name;
  }
  return count;
}
static double weigh_facts(const Context *C, const Record *r, u32 row, i32 *against);

static double bound_name(const Context *C, const Asked *A, u32 name, const Size *size, Classes class) { /* the most that a name is worth, from the classes of its tokens, which it tells */
  const Index *X = &C->X; const Name *Q = &A->Q; const Bound *B = &C->T->bound[Q->mode]; const Use *use = C->use[Q->mode];
  const u32 *tokens = X->name_token + X->name_start[name];
  const i32 n = (i32)(X->name_start[name + 1] - X->name_start[name]);
  u32 mask = 0, sound = 0, exact = 0, theirs = 0, short_theirs = 0;
  double gain = 0, short_gain = 0, open = size->total - size->light, both = Q->total + size->total, least = both - Q->light - size->light;
  i32 plain = size->plain;
  for (i32 i = 0; i < Q->n; i++) {
    double best = 0, best_short = 0, level = Q->t[i]->level[Q->mode] / 255.0;
    for (i32 j = 0; j < n; j++) {
      i32 c = class_of(C, A->known[i], tokens[j]);
      if (!c && (A->shorts >> i & 1 || size->letters) && C->start[tokens[j]].first == (u8)Q->t[i]->raw[0]) c = classify(C->T, Q->t[i], &X->token[tokens[j]], i == Q->n - 1); /* what is not looked up */
      class[i][j] = (u8)c;
      if (!c) continue;
      double g = worth(B, c, level) * (Q->w[i] + use[tokens[j]].weight);
      if (is_short(c, Q->t[i])) { if (g > best_short) best_short = g; short_theirs |= 1u << j; continue; }
      if (g > best) best = g;
      mask |= 1u << i; theirs |= 1u << j;
      if (c <= GLUED) sound |= 1u << i;
      if (c == EXACT) exact |= 1u << i;
    }
    gain += best; short_gain += best_short;
  }
  for (u32 k = 0; k < A->njoined; k++)
    for (i32 i = A->join[k], j = 0; j < n; j++)
      if (tokens[j] == A->joined[k]) { mask |= 3u << i | GLUE_BIT; sound |= 3u << i; theirs |= 1u << j; gain += B->share[GLUED] * (Q->w[i] + Q->w[i + 1] + use[tokens[j]].weight); }
  for (i32 i = 0; i < Q->n; i++)
    for (i32 j = 0; A->known[i]->nsplit && j + 1 < n; j++)
      if (C->start[tokens[j]].lead == C->T->start[(u8)Q->t[i]->sound[0] & 127] && is_glued(C->T, Q->t[i], &X->token[tokens[j]], &X->token[tokens[j + 1]])) { mask |= 1u << i | GLUE_BIT; sound |= 1u << i; theirs |= 3u << j; gain += B->share[GLUED] * (Q->w[i] + use[tokens[j]].weight + use[tokens[j + 1]].weight); }
  if (exact == A->all || !B->usable) return 1e30; /* may be the same */
  if (((mask | A->shorts) & A->all) == A->all) { mask |= A->shorts; theirs |= short_theirs; gain += short_gain; } /* then initials and cut tokens may stand for something */
  for (i32 j = 0; j < n; j++) if (theirs >> j & 1) { open -= use[tokens[j]].weight; plain -= use[tokens[j]].rare >= 0; }
  double z = bound_party(B, Q, mask, sound, 0, -1, 0) + gain / least + B->listed_open[plain < 0 ? 0 : plain < TOKENS ? plain : TOKENS];
  return open > 0 ? z + B->open_listed * (open / both) : z;
}
static void search_name(Context *C, const Record *r, const char *text, i64 ntext, i32 mode, const u8 *allowed, const u8 *lists, double needed, u32 row_now, u32 *nrows) {
  const Tables *T = C->T; const Index *X = &C->X;
  const double slack = 1e-6;
  Asked A;
  Name L;
  Classes class;
  read_asked(C, &A, text, ntext, mode);
  if (!A.Q.n) return;
  const double least = needed - C->most_facts - slack;
  const u32 count = gather(C, &A, least);
  for (u32 z = 0; z < count; z++) {
    if (z + 8 < count) { const u32 next = C->touched[z + 8]; __builtin_prefetch(&C->size[next]); __builtin_prefetch(&X->name_start[next]); __builtin_prefetch(&X->name_row[next]); }
    if (z + 4 < count) __builtin_prefetch(&X->name_token[X->name_start[C->touched[z + 4]]]);
    u32 name = C->touched[z], row = X->name_row[name];
    i32 against = 0;
    const double most = most_of_name(C, &A, name, least), facts = slack + (C->most_facts > 0 && most >= least ? weigh_facts(C, r, row, &against) : 0);
    if (most < least || most + facts < needed) continue;
    if (bound_name(C, &A, name, &C->size[name], class) + facts < needed || !allowed[X->schema[row]] || !lists[X->list[row]]) continue;
    name_at(X, name, &L);
    weigh(T, &L, mode);
    double f[FEATURES];
    compare(T, &A.Q, &L, X->weak[name], class, f);
    if (f[F_COVERED] < T->covered || f[F_COVERED_LISTED] < T->covered_listed) continue;
    double score = weigh_features(T, f, mode);
    Best *b = &C->best[row];
    u32 same = f[F_SAME] > 0;
    if (b->stamp != row_now) { b->stamp = row_now; b->same = same; b->z = score; C->rows[(*nrows)++] = row; }
    else if (same != b->same ? same : score > b->z) { b->same = same; b->z = score; }
  }
}

/* ---- birth dates, territories, gender: see facts.py ---- */

enum { D_NONE, D_DAY, D_CLOSE, D_YEAR, D_SLIP, D_SAME_YEAR, D_NEXT_YEAR, D_TWO_DIGITS, D_DIGIT, D_NEAR, D_FAR, D_OTHER };
static i32 unequal_digits(u32 a, u32 b, i32 n) { i32 d = 0; for (; n--; a /= 10, b /= 10) d += a % 10 != b % 10; return d; }
static i32 compare_dates(u32 a, u32 b) {
  i32 y = (i32)(a >> 16), m = a >> 8 & 255, d = a & 255, y2 = (i32)(b >> 16), m2 = b >> 8 & 255, d2 = b & 255;
  i32 apart = y > y2 ? y - y2 : y2 - y, whole = m && d && m2 && d2;
  if (y == y2 && (!m || !m2 || (m == m2 && (!d || !d2 || d == d2)))) return whole ? D_DAY : D_YEAR;
  i32 digits = unequal_digits((u32)y, (u32)y2, 4);
  if (whole) {
    i32 days = d > d2 ? d - d2 : d2 - d;
    digits += unequal_digits((u32)m, (u32)m2, 2) + unequal_digits((u32)d, (u32)d2, 2);
    if ((apart == 0 && m == d2 && d == m2) || digits == 1 || (apart == 0 && m == m2 && days <= 3) || (apart <= 1 && m == m2 && d == d2)) return D_CLOSE;
    if ((apart == 0 && (m == m2 || d == d2)) || (m == m2 && d == d2)) return D_SLIP;
    if (apart == 0) return D_SAME_YEAR;
    if (digits == 2) return D_TWO_DIGITS;
  }
  if (apart <= 1) return D_NEXT_YEAR;
  if (apart <= 3) return D_NEAR;
  if (apart <= 8) return D_FAR;
  return !whole && digits == 1 ? D_DIGIT : D_OTHER;
}
static double weigh_facts(const Context *C, const Record *r, u32 row, i32 *against) {
  const Tables *T = C->T; const Index *X = &C->X;
  double z = 0, best = 0;
  i32 some = 0;
  for (i32 i = 0; i < r->ndates; i++)
    for (u32 k = X->date_start[row]; k < X->date_start[row + 1]; k++) { double w = T->date[compare_dates(r->date[i], X->date[k])]; if (!some++ || w > best) best = w; }
  if (some) { z += best; *against |= best < 0; }
  u32 from = X->land_start[row], to = X->land_start[row + 1];
  if (r->nlands && from < to) {
    i32 common = 0;
    for (i32 i = 0; i < r->nlands && !common; i++) for (u32 k = from; k < to; k++) if (r->land[i] == X->land[k]) common = 1;
    z += T->territory[common ? 1 : 2]; *against |= !common;
  }
  if (r->gender != '-' && X->gender[row] != '-') { i32 same = r->gender == X->gender[row]; z += T->gender[same ? 1 : 2]; *against |= !same; }
  return z;
}
static int by_score(const void *a, const void *b) {
  const Hit *x = a, *y = b;
  return x->score > y->score ? -1 : x->score < y->score ? 1 : x->row < y->row ? -1 : x->row > y->row;
}
/* Records of parties; allowed[256 * 256]: whether a party of a schema may be an entity of a schema; lists[256]. For party i the hits are those from
 * start[i] to start[i + 1], at most `limit`, at or above the threshold, best first, ties by row; *row and *score are the context's until it is asked
 * again. Returns 0 when memory is short. */
EXPORT i32 sanksi_search(Context *C, const char *text, i64 ntext, i64 n, const u8 *allowed, const u8 *lists, double threshold, i64 limit, u32 *start, const u8 **row, const u8 **score) {
  const char *s = text, *end = text + ntext;
  u32 total = 0;
  const Tables *T = C->T;
  double needed = evidence_of(T, threshold);
  C->found_row.used = C->found_score.used = 0;
  for (i64 i = 0; i < n && s < end; i++) {
    Record r;
    u32 nrows = 0, nhits = 0;
    s = read_record(s, end, &r);
    start[i] = total;
    C->most_facts = (r.ndates ? most_of(T->date, FACTS) : 0) + (r.nlands ? most_of(T->territory, 3) : 0) + (r.gender != '-' ? most_of(T->gender, 3) : 0);
    static const u32 most = 0xFFFFFFF0u;
    if (C->best[C->X.head->rows].stamp >= most) memset(C->best, 0, sizeof(Best) * (C->X.head->rows + 1ull));
    u32 now = ++C->best[C->X.head->rows].stamp; /* the last one is no row but the clock */
    for (const char *p = r.names; p < r.end; p++) {
      const char *q = p;
      while (q < r.end && *q != '|') q++;
      search_name(C, &r, p + 1, q - p - 1, *p == 'o' || *p == 'O', allowed + 256 * r.schema, lists, needed, now, &nrows);
      p = q;
    }
    for (u32 k = 0; k < nrows; k++) {
      const Best *b = &C->best[C->rows[k]];
      i32 against = 0;
      double points = score_of(C->T, b->z + weigh_facts(C, &r, C->rows[k], &against));
      if (b->same && !against) points = 1.0; /* the same name counts fully unless something speaks against it */
      if (points >= threshold) C->hits[nhits++] = (Hit){C->rows[k], points};
    }
    if (nhits > 1) qsort(C->hits, nhits, sizeof(Hit), by_score);
    for (u32 k = 0; k < nhits && k < limit; k++, total++) { put(&C->found_row, &C->hits[k].row, 4); put(&C->found_score, &C->hits[k].score, 8); }
  }
  start[n] = total; *row = C->found_row.at; *score = C->found_score.at;
  return !(C->found_row.failed | C->found_score.failed | C->classes.failed | C->split.failed);
}
