/* Names against names: the fast form of tokens.py and compare.py, which say what each step means and are kept equal to it by tests.
 *
 * Tokens come in as ASCII, already folded (text.py, read.py). Nothing here allocates for a comparison, keeps a pointer of the caller's
 * beyond the call, or changes an opened index: contexts hold what one thread remembers.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 5
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
  i32 usable, ntelling; double base, share[CLASSES], most_share, soft, known, telling[TERMS][3], rare[2], covered, paired, open_listed, open[TOKENS + 1], listed_open[TOKENS + 1];
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
  for (i32 c = 0; c < CLASSES; c++) if (B->share[c] > B->most_share) B->most_share = B->share[c];
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
    for (i32 c = GLUED + 1; c < CLASSES; c++) if (T->like[c] > T->bound[m].soft) T->bound[m].soft = T->like[c];
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
static i32 count_contrasts(const Name *Q, const Name *L, const i32 *at_q, const i32 *at_l) { /* places at which something stands alone on both sides between the same names, and not two numbers */
  i32 n = 0, m = 0, plain[TOKENS], digits[TOKENS];
  u32 beside[TOKENS];
  for (i32 j = 0; j < L->n; j++) if (at_l[j] < 0 && may_contrast(L, j)) { plain[m] = is_plain_alone(L, j); digits[m] = is_number(L, j); beside[m++] = around(L, at_l, j); }
  if (!m) return 0;
  for (i32 i = 0; i < Q->n; i++) {
    if (at_q[i] >= 0 || !may_contrast(Q, i)) continue;
    u32 own = around(Q, at_q, i);
    i32 ours = is_plain_alone(Q, i), number = is_number(Q, i), k = 0;
    while (k < m && !((ours || plain[k]) && !(number && digits[k]) && beside[k] == own)) k++;
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
    places_q += Q->t[i]->kind[mode] == PLACE;
  }
  for (i32 j = 0; j < L->n; j++) {
    covered_listed += L->w[j] * T->reach[lc[j]];
    if (lc[j]) continue;
    open_listed += L->titles >> j & 1 ? T->weight[TITLE][0] : L->w[j]; nl += is_plain_alone(L, j); numbers_l += is_number(L, j);
    places_l += L->t[j]->kind[mode] == PLACE;
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
  f[F_LONE] = shared <= 1 && ((weak && L->n == 1) || (nq + nl > places_q + places_l && !share[GLUED] && !share[INITIAL] && !share[CUT])); f[F_OTHER_NUMBER] = mode && !numbers_q != !numbers_l;
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

typedef struct { u64 magic, bytes; u32 version, tokens, names, persons, rows, slots, buckets, uses, keys, dates, territories, pad; u64 at[20]; } Head;
#define MAGIC 0x31656d616e6b6e73ull
enum { S_TOKEN, S_SLOT, S_NAME_START, S_NAME_TOKEN, S_NAME_ROW, S_NAME_WEAK, S_POST_START, S_POST, S_KEY_START, S_KEY, S_DATE_START, S_DATE, S_LAND_START, S_LAND, S_GENDER, S_SCHEMA, S_LIST, SECTIONS };

typedef struct {
  const Head *head; const Token *token; const u32 *slot, *name_start, *name_token, *name_row, *post_start, *post, *key_start, *key, *date_start, *date, *land_start, *land;
  const u8 *weak, *gender, *schema, *list;
} Index;

static u32 key_of(u32 space, const char *s, i32 n, i32 without) {
  u64 h = 1469598103934665603ull ^ (space * 0x9E3779B97F4A7C15ull);
  for (i32 i = 0; i < n; i++) if (i != without) { h ^= (u8)s[i]; h *= 1099511628211ull; }
  h ^= h >> 29; h *= 0xBF58476D1CE4E5B9ull;
  return (u32)(h >> 32);
}
enum { K_RAW = 1, K_SOUND, K_BARE, K_DROPPED, K_BEGINNING, K_NICKNAME, KEYS_MOST = 2 * LETTERS + SKELETON + 6 + NICKS };
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
static void put(Block *b, const void *data, u64 n) {
  if (b->used + n > b->size) {
    u64 size = (b->used + n) * 3 / 2 + 4096;
    u8 *p = realloc(b->at, size);
    if (!p) { b->failed = 1; return; }
    b->at = p; b->size = size;
  }
  memcpy(b->at + b->used, data, n);
  b->used += n;
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
  u32 keys[KEYS_MOST], *post_start = 0, *post = 0, *key_start = 0, *key = 0;
  Token *V = (Token *)tok.at;
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
  } else failed = 1;
  if (!failed) {
    H.magic = MAGIC; H.version = VERSION; H.slots = slots;
    void *part[SECTIONS] = {tok.at, slot, start.at, use.at, row.at, weak.at, post_start, post, key_start, key, ds.at, d.at, ls.at, l.at, gender.at, schema.at, list.at};
    u64 size[SECTIONS] = {sizeof(Token) * (u64)H.tokens, 4ull * slots, start.used, use.used, row.used, weak.used, 4ull * (H.tokens + 1), 4ull * H.uses, 4ull * (H.buckets + 1), 4ull * H.keys, ds.used, d.used, ls.used, l.used, gender.used, schema.used, list.used};
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
  free(slot); free(post_start); free(post); free(key_start); free(key);
  return 0;
}
EXPORT void sanksi_free(void *p) { free(p); }

/* ---- names as given: what Python has read once is remembered ----
 * A record whose names are of kind r holds persons' names as given, in UTF-8. Each word between spaces is looked up, by itself or among
 * others; a name of which one word's neighbours decide how it is read is looked up as a whole. What is not known is told, to be learned. */

typedef struct { u32 hash, at, key, value; } Entry; /* bytes of key and value, one after the other in the text */
typedef struct { Block text, out, unknown; Entry *entry; u32 mask, entries; } Dictionary;
#define ENTRIES (1u << 18)
#define NAME_BYTES 1024 /* of a name that is read word by word */

EXPORT void sanksi_dictionary_free(Dictionary *D) { if (D) { free(D->text.at); free(D->out.at); free(D->unknown.at); free(D->entry); free(D); } }
EXPORT Dictionary *sanksi_dictionary_new(void) {
  Dictionary *D = calloc(1, sizeof *D);
  if (D && !(D->entry = calloc(2 * ENTRIES, sizeof(Entry)))) { free(D); return 0; }
  if (D) D->mask = 2 * ENTRIES - 1;
  return D;
}
static Entry *entry_of(const Dictionary *D, char kind, const char *s, i64 n) {
  u32 h = hash_of(s, (i32)n) ^ (u8)kind * 0x9E3779B1u, at = h & D->mask;
  for (Entry *e; (e = &D->entry[at])->key; at = (at + 1) & D->mask)
    if (e->hash == h && e->key == n + 1 && D->text.at[e->at] == (u8)kind && !memcmp(D->text.at + e->at + 1, s, n)) break;
  D->entry[at].hash = h;
  return &D->entry[at];
}
/* Lines of kind, key, TAB, value: w a word among others, a a word by itself, n a whole name. The value of a word is p (plain), r (read from right
 * to left) or ? (its neighbours decide), then its tokens; of a name the names that it may be, as a record holds them. Returns 0 when there is no room. */
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
static i32 spell(Dictionary *D, const char *s, const char *end) { /* one name; whether all of it is known */
  i32 words = 0, ask = end - s > NAME_BYTES, known = 1, right = 0, left = 0;
  u64 start = D->out.used;
  for (const char *p = s; p < end; p++) words += *p != ' ' && (p == s || p[-1] == ' ');
  for (const char *p = s, *e; !ask && p < end; p = e) {
    i32 ascii = 1;
    while (p < end && *p == ' ') p++;
    for (e = p; e < end && *e != ' '; e++) ascii &= !(*e & 128);
    if (e == p) break;
    char kind = words == 1 && !ascii ? 'a' : 'w';
    const Entry *entry = entry_of(D, kind, p, e - p);
    if (!entry->key) { put(&D->unknown, &kind, 1); put(&D->unknown, p, e - p); put(&D->unknown, "\n", 1); known = 0; continue; }
    const u8 *value = D->text.at + entry->at + entry->key;
    if (*value == '?') ask = 1;
    else { *(*value == 'r' ? &right : &left) = 1; put(&D->out, D->out.used == start ? "p" : " ", 1); put(&D->out, value + 1, entry->value - 1); }
  }
  if (!ask && !(right && left)) return known;
  D->out.used = start;
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

typedef struct { u32 token, from, to; float weight, rare; u8 class, lettered; } Like; /* a listed token and the names that hold it, how it is alike, whether names with a single letter hold it */
typedef struct { Token t; char text[LETTERS]; u32 hash, length, at, n, posts, split, nsplit; i32 mode, sounds; u64 some; double share[2], weight[2]; } Known; /* a token that was asked for; its likes by number, how many names hold them, names that write it as two words, whether a like sounds the same, which there may be; the most that one is worth and weighs, of other and of the same sound */
typedef struct { float total, light; u32 letters; i32 plain; } Size; /* of a name: weight, what less it weighs when its titles stand alone, which single letters it has, how many names or numbers there are then */
typedef struct { u32 stamp, same; double z; } Best;
typedef struct { u32 row; double score; } Hit;
typedef struct { u32 state; float worth; } Mark; /* of a name: the time of the question (16 bits) and what reached it, ANYTHING when that is not asked; what that is worth */
typedef struct { u32 asked, enough; i32 tokens; double party, gain, cap, weight; } Verdict; /* of which question; whether it is enough; the most listed tokens and their weight that it takes; what the party's side is worth, what is not walked adds, and the most that all can be */
#define KNOWN (1u << 16)
#define LIKES (1u << 22)
#define STATES (1u << 16) /* of a name: seven tokens and the rest that reach it, and the same by their sound */
#define SPLITS 256 /* listed tokens of one sound that are looked at as halves of a word */
#define JOINS 256 /* listed words that two of the party's tokens may be */
#define HEAVY 64 /* entries of a listed token that are walked without asking whether they matter */
#define MANY 32 /* entries that are walked for each name touched, even where they can bring no new ones: they tell how little others are worth */
typedef struct {
  const Tables *T; Index X; Size *size; Best *best; u32 *touched, ntouched, *rows; Hit *hits;
  u32 now, asked; Mark *mark;
  Verdict *verdict; /* on what may reach a name */
  u32 *letter_start, *letter_post; /* of tokens: the names with a single letter that hold them */
  u32 *seen, seen_now, *slot, nknown, nlikes; Known *known; Like *likes; double most_facts;
  Block found_row, found_score, split;
} Context;

EXPORT void sanksi_close(Context *C) {
  if (!C) return;
  free(C->size); free(C->best); free(C->touched); free(C->rows); free(C->hits); free(C->mark); free(C->verdict); free(C->letter_start); free(C->letter_post); free(C->seen); free(C->slot); free(C->known); free(C->likes); free(C->split.at); free(C->found_row.at); free(C->found_score.at); free(C);
}
static void name_at(const Index *X, u32 name, Name *N) { /* the tokens of a listed name */
  N->n = (i32)(X->name_start[name + 1] - X->name_start[name]);
  for (i32 i = 0; i < N->n; i++) N->t[i] = &X->token[X->name_token[X->name_start[name] + (u32)i]];
}
static u32 letter_of(const Token *t) { return 1u << (t->raw[0] & 31); }
/* NULL when the block is no index of this version or memory is short. */
EXPORT Context *sanksi_open(const Tables *T, const u8 *block, i64 bytes) {
  const Head *h = (const Head *)block;
  if (bytes < (i64)sizeof *h || h->magic != MAGIC || h->version != VERSION || (i64)h->bytes != bytes) return 0;
  Context *C = calloc(1, sizeof *C);
  if (!C) return 0;
  C->T = T;
  Index *X = &C->X;
  X->head = h; X->token = (const Token *)(block + h->at[S_TOKEN]); X->slot = (const u32 *)(block + h->at[S_SLOT]);
  X->name_start = (const u32 *)(block + h->at[S_NAME_START]); X->name_token = (const u32 *)(block + h->at[S_NAME_TOKEN]);
  X->name_row = (const u32 *)(block + h->at[S_NAME_ROW]); X->weak = block + h->at[S_NAME_WEAK];
  X->post_start = (const u32 *)(block + h->at[S_POST_START]); X->post = (const u32 *)(block + h->at[S_POST]);
  X->key_start = (const u32 *)(block + h->at[S_KEY_START]); X->key = (const u32 *)(block + h->at[S_KEY]);
  X->date_start = (const u32 *)(block + h->at[S_DATE_START]); X->date = (const u32 *)(block + h->at[S_DATE]);
  X->land_start = (const u32 *)(block + h->at[S_LAND_START]); X->land = (const u32 *)(block + h->at[S_LAND]);
  X->gender = block + h->at[S_GENDER]; X->schema = block + h->at[S_SCHEMA]; X->list = block + h->at[S_LIST];
  C->size = calloc(h->names + 1, sizeof(Size)); C->best = calloc(h->rows + 1, sizeof(Best)); C->touched = malloc(4ull * (h->names + 1));
  C->rows = malloc(4ull * (h->rows + 1)); C->hits = malloc(sizeof(Hit) * (h->rows + 1ull)); C->seen = calloc(h->tokens + 1, 4);
  C->mark = calloc(h->names + 1, sizeof(Mark)); C->verdict = calloc(STATES, sizeof(Verdict)); C->letter_start = calloc(h->tokens + 2, 4);
  C->slot = calloc(2 * KNOWN, 4); C->known = malloc(sizeof(Known) * (u64)KNOWN); C->likes = malloc(sizeof(Like) * (u64)LIKES);
  if (!C->size || !C->best || !C->touched || !C->rows || !C->hits || !C->seen || !C->mark || !C->verdict || !C->letter_start || !C->slot || !C->known || !C->likes) { sanksi_close(C); return 0; }
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
static double worth(const Bound *B, i32 class, double level) {
  double share = B->share[class] + (is_loose(class) ? 0 : B->known * level);
  return share > 0 ? share : 0;
}
static float rarity_of(const Token *t, i32 mode) {
  u8 common = t->level[mode] > t->common ? t->level[mode] : t->common;
  return is_plain(t, mode) ? 1.0f - common / 255.0f : 0.0f;
}
static void names_of(const Context *C, u32 token, i32 mode, u32 *from, u32 *to) { /* the names of this kind that hold a token, in X->post */
  const Index *X = &C->X;
  u32 low = X->post_start[token], high = X->post_start[token + 1];
  *from = low; *to = high;
  if (low < high && (X->post[high - 1] < X->head->persons) == (X->post[low] < X->head->persons)) { if ((X->post[low] < X->head->persons) == mode) *from = high; return; }
  while (low < high) { u32 middle = low + (high - low) / 2; if (X->post[middle] < X->head->persons) low = middle + 1; else high = middle; }
  if (mode) *from = low; else *to = low;
}
static u32 add_like(const Context *C, Like *likes, u32 n, u32 token, i32 class, i32 mode) { /* one more, when names of this kind have it */
  u32 from, to;
  names_of(C, token, mode, &from, &to);
  likes[n] = (Like){token, from, to, (float)weight_of(C->T, &C->X.token[token], mode), rarity_of(&C->X.token[token], mode), (u8)class, C->letter_start[token] < C->letter_start[token + 1]};
  return n + (from < to);
}
static int by_token(const void *a, const void *b) { u32 x = ((const Like *)a)->token, y = ((const Like *)b)->token; return x < y ? -1 : x > y; }

static u64 bit_of(u32 token) { return 1ull << (token * 0x9E3779B1u >> 26); }

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
  u32 left[SPLITS], right[SPLITS], start = (u32)(C->split.used / 4);
  k->split = start; k->nsplit = 0;
  if (t->nraw < 4 || t->flags & (DIGITS | CODE)) return;
  for (i32 c = 2; c < t->nraw; c++) {
    u32 n = sounding(C, t->raw, c, left, SPLITS);
    for (i32 doubled = 0; n && doubled < 2; doubled++) { /* a letter where they meet may be shared */
      u32 m = t->nraw - c + doubled < 2 ? 0 : sounding(C, t->raw + c - doubled, t->nraw - c + doubled, right, SPLITS);
      for (u32 i = 0; i < n; i++)
        for (u32 j = 0; j < m; j++) {
          u32 from, to, from2, to2;
          if (!is_glued(C->T, t, &X->token[left[i]], &X->token[right[j]])) continue;
          names_of(C, left[i], k->mode, &from, &to); names_of(C, right[j], k->mode, &from2, &to2);
          const u32 *a = X->post + from, *a_end = X->post + to, *b = X->post + from2, *b_end = X->post + to2;
          if (a_end - a > b_end - b) { const u32 *x = a; a = b; b = x; x = a_end; a_end = b_end; b_end = x; }
          for (; a < a_end; a++) { /* names that hold both, in ever longer steps through the longer list */
            i64 step = 1;
            while (b + step < b_end && b[step] < *a) { b += step; step *= 2; }
            for (; step; step /= 2) if (b + step < b_end && b[step] < *a) b += step;
            while (b < b_end && *b < *a) b++;
            if (b == b_end) break;
            if (*b == *a)
              for (u32 p = X->name_start[*a]; p + 1 < X->name_start[*a + 1]; p++)
                if (X->name_token[p] == left[i] && X->name_token[p + 1] == right[j]) { put(&C->split, a, 4); break; }
          }
        }
    }
  }
  if (!C->split.failed) k->nsplit = (u32)(C->split.used / 4) - start;
}
static void expand(Context *C, Known *k) { /* the listed tokens that are alike in a way that is looked up */
  const Tables *T = C->T; const Index *X = &C->X; const Token *t = &k->t;
  Like *likes = C->likes + C->nlikes;
  u32 n = 0, room = LIKES - C->nlikes - 1, keys[KEYS_MOST], own = find_token(X, t), mask = X->head->buckets - 1;
  if (!++C->seen_now) { memset(C->seen, 0, 4ull * X->head->tokens); C->seen_now = 1; }
  k->t.common = own ? X->token[own - 1].common : 0;
  if (own) { n = add_like(C, likes, n, own - 1, EXACT, k->mode); C->seen[own - 1] = C->seen_now; }
  for (i32 i = keys_of(t, keys); i--;)
    for (u32 e = X->key_start[keys[i] & mask]; e < X->key_start[(keys[i] & mask) + 1] && n < room; e++) {
      u32 v = X->key[e];
      if (C->seen[v] == C->seen_now) continue;
      C->seen[v] = C->seen_now;
      i32 class = classify(T, t, &X->token[v], 0);
      if (T->reach[class] > 0) n = add_like(C, likes, n, v, class, k->mode);
    }
  qsort(likes, n, sizeof *likes, by_token);
  k->at = C->nlikes; k->n = n;
  k->some = 0; k->sounds = 0; k->posts = 0;
  memset(k->share, 0, sizeof k->share); memset(k->weight, 0, sizeof k->weight);
  for (const Like *l = likes; l < likes + n; l++) {
    double share = worth(&T->bound[k->mode], l->class, t->level[k->mode] / 255.0), weight = l->weight;
    i32 s = l->class <= GLUED;
    k->some |= bit_of(l->token); k->sounds |= s; k->posts += l->to - l->from;
    if (share > k->share[s]) k->share[s] = share;
    if (weight > k->weight[s]) k->weight[s] = weight;
  }
  C->nlikes += n;
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
static const Like *like_of(const Context *C, const Known *k, u32 token) { /* how a listed token is alike, or NULL */
  if (!(k->some & bit_of(token))) return 0;
  const Like *base = C->likes + k->at;
  for (u32 n = k->n; n > 1;) { u32 half = n / 2; if (base[half].token <= token) base += half; n -= half; }
  return base->token == token ? base : 0;
}
#define GLUE_BIT (1u << 31)

static double bound_party(const Bound *B, const Name *Q, u32 mask, u32 sound, i32 one, double its_rarity) { /* the most that the party's side can be worth when only these tokens have counterparts, and one of them tells no more than this */
  double telling = mask & GLUE_BIT ? 1.0 : 0.0, exact = telling, covered = 0, rare = 0, z = B->base;
  i32 open = 0;
  for (i32 i = 0; i < Q->n; i++) {
    double r = i == one ? its_rarity : Q->rare[i];
    rare += Q->rare[i];
    if (sound >> i & 1) exact += r;
    if (mask >> i & 1) { telling += sound >> i & 1 || i == one ? r : r * B->soft; covered += Q->w[i]; }
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
  u32 njoined; i32 join[JOINS]; const Like *joined; /* listed tokens that are the party's tokens join and join + 1 as one word */
  double share[2][TOKENS], weight[2][TOKENS], short_share[TOKENS]; /* the most that what stands for a token is worth and weighs: of other sound, of the same; as a short one */
} Asked;

static void read_asked(Context *C, Asked *A, const char *text, i64 ntext, i32 mode) {
  const Bound *B = &C->T->bound[mode];
  i32 n = 0;
  if (C->nknown > KNOWN - TOKENS || C->nlikes > LIKES / 2 || C->split.used > 1u << 26) { memset(C->slot, 0, 8ull * KNOWN); C->nknown = C->nlikes = 0; C->split.used = 0; }
  for (const char *s = text, *end = text + ntext; n < TOKENS; n++) {
    while (s < end && *s == ' ') s++;
    const char *e = s;
    while (e < end && *e != ' ') e++;
    if (e == s) break;
    A->known[n] = know(C, s, (i32)(e - s), mode); A->Q.t[n] = &A->known[n]->t;
    s = e;
  }
  A->Q.n = n; A->all = (1u << n) - 1; A->shorts = A->njoined = A->reached = A->sound = 0;
  if (!n) return;
  weigh(C->T, &A->Q, mode);
  for (i32 i = 0; i < n; i++) {
    const Token *a = A->Q.t[i];
    const Known *k = A->known[i];
    for (i32 s = 0; s < 2; s++) { A->share[s][i] = k->share[s]; A->weight[s][i] = k->weight[s]; }
    A->reached |= (u32)(k->n > 0) << i; A->sound |= (u32)k->sounds << i; A->short_share[i] = 0;
    if (is_brief(&A->Q, i)) { A->shorts |= 1u << i; A->reached |= 1u << i; A->short_share[i] = B->share[a->nraw == 1 ? INITIAL : CUT]; }
  }
  Like *joined = C->likes + C->nlikes;
  for (i32 i = 0; i + 1 < n; i++) {
    const Token *a = A->Q.t[i], *b = A->Q.t[i + 1];
    if (b->nraw < 2 || (a->nraw < 2 && b->nraw < 3) || a->nraw + b->nraw > LETTERS || (a->flags | b->flags) & (DIGITS | CODE)) continue;
    char s[LETTERS];
    u32 found[JOINS];
    memcpy(s, a->raw, a->nraw); memcpy(s + a->nraw, b->raw, b->nraw);
    for (u32 k = 0, m = sounding(C, s, a->nraw + b->nraw, found, JOINS); k < m && A->njoined < JOINS; k++) { A->join[A->njoined] = i; A->njoined = add_like(C, joined, A->njoined, found[k], GLUED, mode); }
  }
  A->joined = joined; A->letters = 0;
  for (i32 i = 0; i < n; i++) if (A->Q.t[i]->nraw > 1 && !mode) A->letters |= letter_of(A->Q.t[i]);
}
/* The most that a name is worth when these tokens of the party have counterparts, those of sound by their sound; one of them, when it is not -1, is
 * worth this share, weighs and tells so much. */
static double bound_tokens(const Bound *B, const Asked *A, u32 mask, u32 sound, i32 one, double its_share, double its_weight, double its_rarity) {
  const Name *Q = &A->Q;
  double share[TOKENS], weight[TOKENS], sum = 0, total = Q->total - Q->light; /* titles in front may weigh less */
  i32 n = 0;
  for (i32 i = 0; i < Q->n; i++) {
    if (!(mask >> i & 1)) continue;
    i32 s = sound >> i & 1, k = n++;
    double x = A->share[s][i], w = A->weight[s][i];
    if (A->shorts >> i & 1) { w = w > 1 ? w : 1; if (A->short_share[i] > x) x = A->short_share[i]; }
    if (i == one) { x = its_share; w = its_weight; }
    sum += x * Q->w[i];
    for (; k && share[k - 1] < x; k--) { share[k] = share[k - 1]; weight[k] = weight[k - 1]; }
    share[k] = x; weight[k] = w;
  }
  for (i32 k = 0; k < n && share[k] * total > sum; k++) { sum += share[k] * weight[k]; total += weight[k]; } /* the listed side adds to the mean as long as it is better */
  return bound_party(B, Q, mask, sound, one, its_rarity) + sum / total;
}
static i32 matters(const Context *C, const Asked *A, i32 i, const Like *l, double needed) { /* whether a name in which token i stands for this one can be worth as much, when all other tokens are the best they can be */
  const Bound *B = &C->T->bound[A->Q.mode];
  if (!B->usable || l->class == EXACT) return 1;
  const u32 own = 1u << i, others = A->reached & A->all & ~own, sounding = A->sound & others;
  const double share = worth(B, l->class, A->Q.t[i]->level[A->Q.mode] / 255.0), rarity = (l->rare < A->Q.rare[i] ? l->rare : A->Q.rare[i]) * C->T->like[l->class];
  u32 soft = 0, n = 0, off = 0;
  for (i32 k = 0; k < A->Q.n; k++) if (sounding >> k & 1 && A->share[0][k] > A->share[1][k]) { soft |= 1u << k; n++; } /* their best likes sound otherwise */
  if (n > 3) return 1;
  do {
    if (bound_tokens(B, A, others | own, (sounding & ~off) | (l->class <= GLUED ? own : 0), i, share, l->weight, rarity) >= needed) return 1;
    off = (off - soft) & soft;
  } while (off);
  return 0;
}
static void next_question(Context *C) { /* verdicts that were given are no longer true */
  if (++C->asked > 0xFFFFFFF0u) { memset(C->verdict, 0, sizeof(Verdict) * STATES); C->asked = 1; }
}
static const Verdict *judge(Context *C, const Asked *A, u32 state, u32 loose, double needed) { /* whether a name that is reached so may be worth as much */
  Verdict *v = &C->verdict[state];
  if (v->asked == C->asked) return v;
  const Bound *B = &C->T->bound[A->Q.mode];
  const u32 rest = A->all & ~255u;
  u32 mask = ((state & 255) | (state & 128 ? rest : 0) | loose) & A->all, sound = ((state >> 8 & 255) | (state & 1u << 15 ? rest : 0) | loose) & A->all;
  i32 shared = 0, open = 0, whole = (mask | A->shorts) == A->all;
  for (i32 i = 0; i < A->Q.n; i++) { if (mask >> i & 1) shared += is_plain(A->Q.t[i], A->Q.mode); else open += is_plain_alone(&A->Q, i) && A->Q.t[i]->kind[A->Q.mode] != PLACE; }
  if (whole) mask |= A->shorts;
  double most = bound_tokens(B, A, mask, sound, -1, 0, 0, 0), gain = 0;
  i32 lone = shared <= 1 && open && !(whole && A->shorts) && !loose;
  if (lone && most > C->T->most_doubtful) most = C->T->most_doubtful;
  v->asked = C->asked; v->enough = !B->usable || sound == A->all || most >= needed; /* the same name is always enough */
  v->party = bound_party(B, &A->Q, mask, sound, -1, 0); v->cap = lone ? C->T->most_doubtful : 1e30; v->tokens = 0; v->weight = 0;
  for (i32 i = 0; i < A->Q.n; i++)
    if (mask >> i & 1) {
      i32 known = (state & 255) >> (i < 7 ? i : 7) & 1;
      double w = A->weight[0][i] > A->weight[1][i] ? A->weight[0][i] : A->weight[1][i];
      if (!known && w < 1) w = 1;
      if (!known) gain += (loose >> i & 1 ? B->most_share : A->short_share[i]) * (A->Q.w[i] + w);
      v->tokens++; v->weight += w;
    }
  v->gain = gain;
  if (!B->usable || sound == A->all) v->party = 1e30;
  return v;
}
static i32 may_become(Context *C, const Asked *A, u32 state, u32 others, double needed) { /* whether it may be enough when these tokens, too, reach the name */
  u32 tokens[2], n = 0;
  for (i32 i = 0; i < A->Q.n; i++) if (others >> i & 1) { if (n == 2 || i > 6) return 1; tokens[n++] = i; }
  for (u32 pattern = 0; pattern < 1u << n; pattern++) { /* each by its sound or otherwise */
    u32 x = state;
    for (u32 k = 0; k < n; k++) x |= 1u << tokens[k] | (pattern >> k & 1) << (8 + tokens[k]);
    if (judge(C, A, x, 0, needed)->enough) return 1;
  }
  return 0;
}
#define ANYTHING (STATES - 1) /* a state: do not ask what reached the name */
static void touch(Context *C, u32 name) { /* a name that may be worth enough for more than its tokens */
  const u32 now = C->now << 16;
  if (C->mark[name].state < now) C->touched[C->ntouched++] = name;
  C->mark[name].state = now | ANYTHING;
}
static void walk(Context *C, const Asked *A, i32 i, i32 fresh, u32 others, double needed) { /* the names of what token i may be like; fresh: also those that nothing has reached; others are still to come */
  const Name *Q = &A->Q; const Bound *B = &C->T->bound[Q->mode];
  const u32 own = 1u << (i < 7 ? i : 7), now = C->now << 16;
  const double level = Q->t[i]->level[Q->mode] / 255.0;
  u32 state = 0, count = C->ntouched;
  i32 hopeful = 0;
  Mark *mark = C->mark;
  for (const Like *l = C->likes + A->known[i]->at, *last = l + A->known[i]->n; l < last; l++) {
    if (l->to - l->from > HEAVY && !matters(C, A, i, l, needed)) continue;
    const u32 bits = own | (l->class <= GLUED ? own << 8 : 0);
    const float gain = (float)(worth(B, l->class, level) * (Q->w[i] + l->weight));
    if (bits != state) { state = bits; hopeful = fresh && may_become(C, A, bits, others, needed); }
    for (const u32 *p = C->X.post + l->from, *end = C->X.post + l->to; p < end; p++) {
      Mark *m = &mark[*p];
      const u32 x = m->state;
      if (x < now) {
        if (!hopeful) continue;
        C->touched[count++] = *p;
        *m = (Mark){now | bits, gain};
        continue;
      }
      m->worth += gain;
      m->state = x & own && own < 128 && (x ^ bits) & own << 8 ? now | ANYTHING : x | bits; /* reached by two listed tokens, one of the same sound: no state says that */
    }
  }
  C->ntouched = count;
}
static u32 gather(Context *C, Asked *A, double needed, u32 *not_walked) { /* the names that may be worth as much: how many candidates */
  const Name *Q = &A->Q;
  const Index *X = &C->X;
  i32 n = Q->n, order[TOKENS];
  u32 loose = 0, others = A->all, count = 0;
  double left = Q->total, need = C->T->covered * Q->total - 1e-9;
  for (i32 i = 0; i < n; i++) { order[i] = i; for (i32 j = i; j && A->known[order[j]]->posts < A->known[order[j - 1]]->posts; j--) { i32 x = order[j]; order[j] = order[j - 1]; order[j - 1] = x; } }
  if (C->now > 0xFFFD) { memset(C->mark, 0, sizeof(Mark) * (u64)X->head->names); C->now = 0; }
  C->now++; C->ntouched = 0; next_question(C);
  for (u32 j = 0; j < A->njoined; j++) for (u32 p = A->joined[j].from; p < A->joined[j].to; p++) touch(C, X->post[p]);
  for (i32 i = 0; i < n; i++) {
    const Known *k = A->known[i];
    for (u32 p = k->split; p < k->split + k->nsplit; p++) touch(C, ((const u32 *)C->split.at)[p]);
    if (A->letters) for (const Like *l = C->likes + k->at, *last = l + k->n; l < last; l++)
      if (l->lettered) for (u32 p = C->letter_start[l->token]; p < C->letter_start[l->token + 1]; p++) if (C->size[C->letter_post[p]].letters & A->letters) touch(C, C->letter_post[p]); /* a single letter may stand for what nothing else does */
  }
  for (i32 k = 0; k < n; k++) { /* what is on few names first; once what is left cannot bring new ones, what is on too many is not walked */
    i32 i = order[k], fresh = left >= need;
    left -= Q->w[i]; others &= ~(1u << i);
    if (fresh || A->known[i]->posts <= MANY * (C->ntouched + 64)) { walk(C, A, i, fresh, others, needed); continue; }
    loose |= 1u << i;
    if (A->share[0][i] > A->share[1][i]) A->share[1][i] = A->share[0][i];
    if (A->weight[0][i] > A->weight[1][i]) A->weight[1][i] = A->weight[0][i];
  }
  if (loose) next_question(C);
  for (u32 z = 0; z < C->ntouched; z++) {
    u32 name = C->touched[z], state = C->mark[name].state & (STATES - 1);
    if (state == ANYTHING || judge(C, A, state, loose, needed)->enough) C->touched[count++] = name;
  }
  *not_walked = loose;
  return count;
}
static double bound_mark(Context *C, const Asked *A, u32 name, u32 loose, double needed) { /* the most that a candidate is worth, by what reached it and what it leaves open */
  const Size *z = &C->size[name];
  const Bound *B = &C->T->bound[A->Q.mode];
  if ((C->mark[name].state & (STATES - 1)) == ANYTHING) return 1e30;
  const Verdict *v = judge(C, A, C->mark[name].state & (STATES - 1), loose, needed);
  double both = A->Q.total + z->total, least = both - A->Q.light - z->light, most = v->party + (C->mark[name].worth + v->gain) / least;
  i32 open = z->plain - v->tokens;
  most += B->listed_open[open < 0 ? 0 : open < TOKENS ? open : TOKENS];
  if (z->total - z->light > v->weight) most += B->open_listed * ((z->total - z->light - v->weight) / both);
  return most < v->cap ? most : v->cap;
}
static double weigh_facts(const Context *C, const Record *r, u32 row, i32 *against);

static double bound_name(const Context *C, const Asked *A, const Name *L, const u32 *tokens, const Size *size, Classes class) { /* the most that a name is worth, from the classes of its tokens, which it tells */
  const Name *Q = &A->Q; const Bound *B = &C->T->bound[Q->mode];
  u32 mask = 0, sound = 0, exact = 0, theirs = 0, short_theirs = 0;
  double gain = 0, short_gain = 0, open = size->total - size->light, both = Q->total + size->total, least = both - Q->light - size->light;
  i32 plain = size->plain;
  for (i32 i = 0; i < Q->n; i++) {
    double best = 0, best_short = 0, level = Q->t[i]->level[Q->mode] / 255.0;
    for (i32 j = 0; j < L->n; j++) {
      const Like *l = like_of(C, A->known[i], tokens[j]);
      i32 c = l ? l->class : NONE;
      if (!c && (L->t[j]->nraw == 1 || A->shorts >> i & 1)) c = classify(C->T, Q->t[i], L->t[j], i == Q->n - 1); /* what is not looked up */
      class[i][j] = (u8)c;
      if (!c) continue;
      double g = worth(B, c, level) * (Q->w[i] + L->w[j]);
      if (is_short(c, Q->t[i])) { if (g > best_short) best_short = g; short_theirs |= 1u << j; continue; }
      if (g > best) best = g;
      mask |= 1u << i; theirs |= 1u << j;
      if (c <= GLUED) sound |= 1u << i;
      if (c == EXACT) exact |= 1u << i;
    }
    gain += best; short_gain += best_short;
  }
  for (u32 k = 0; k < A->njoined; k++)
    for (i32 i = A->join[k], j = 0; j < L->n; j++)
      if (tokens[j] == A->joined[k].token) { mask |= 3u << i | GLUE_BIT; sound |= 3u << i; theirs |= 1u << j; gain += B->share[GLUED] * (Q->w[i] + Q->w[i + 1] + L->w[j]); }
  for (i32 i = 0; i < Q->n; i++)
    for (i32 j = 0; A->known[i]->nsplit && j + 1 < L->n; j++)
      if (is_glued(C->T, Q->t[i], L->t[j], L->t[j + 1])) { mask |= 1u << i | GLUE_BIT; sound |= 1u << i; theirs |= 3u << j; gain += B->share[GLUED] * (Q->w[i] + L->w[j] + L->w[j + 1]); }
  if (exact == A->all || !B->usable) return 1e30; /* may be the same */
  if (((mask | A->shorts) & A->all) == A->all) { mask |= A->shorts; theirs |= short_theirs; gain += short_gain; } /* then initials and cut tokens may stand for something */
  for (i32 j = 0; j < L->n; j++) if (theirs >> j & 1) { open -= L->w[j]; plain -= is_plain(L->t[j], Q->mode); }
  double z = bound_party(B, Q, mask, sound, -1, 0) + gain / least + B->listed_open[plain < 0 ? 0 : plain < TOKENS ? plain : TOKENS];
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
  u32 loose;
  const double least = needed - C->most_facts - slack;
  const u32 count = gather(C, &A, least, &loose);
  for (u32 z = 0; z < count; z++) {
    u32 name = C->touched[z], row = X->name_row[name];
    i32 against = 0;
    double most = bound_mark(C, &A, name, loose, least), facts = 0;
    if (most < least || !allowed[X->schema[row]] || !lists[X->list[row]]) continue;
    if (C->most_facts > 0) { facts = weigh_facts(C, r, row, &against) + slack; if (most + facts < needed) continue; } else facts = slack;
    const u32 *tokens = X->name_token + X->name_start[name];
    name_at(X, name, &L);
    weigh(T, &L, mode);
    if (bound_name(C, &A, &L, tokens, &C->size[name], class) + facts < needed) continue;
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
  return !C->found_row.failed && !C->found_score.failed;
}
