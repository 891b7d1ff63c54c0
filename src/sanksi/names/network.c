/* The tagger of names (names/network.py says what goes in). Each network tells a word as the sum of its features' rows, reads the sentence forwards and
 * backwards by two recurrent layers (LSTM), and gives each label a weight; a linear field adds its own weights; the best path is taken.
 *
 * Sums are taken in the order they are written in, and the exponential is our own: the same text has the same names on every processor.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif
#define WIDTH 80 /* of a word; these five are those of tools/train_tagger.py */
#define STATE 64 /* of a recurrent layer */
#define MIDDLE 64
#define LABELS 7 /* O, then for each kind the first word and the words behind it */
#define JOINED (2 * STATE + WIDTH)

typedef int8_t i8;
typedef int32_t i32;
typedef int64_t i64;

typedef struct { float in[WIDTH][4 * STATE], again[STATE][4 * STATE], bias[4 * STATE]; } Layer;
typedef struct {
  Layer forwards, backwards;
  float middle[JOINED][MIDDLE], middle_bias[MIDDLE], out[MIDDLE][LABELS], out_bias[LABELS];
} Network;
typedef struct { float first[LABELS], follow[LABELS][LABELS], unit; } Path; /* unit: of the field's weights */
typedef float Joined[JOINED];
typedef float Weights[LABELS];

/* Sizes: numbers of a network, numbers of the path, bytes of a feature's row, weights of a feature of the field. */
EXPORT void sanksi_network_sizes(i64 *size) {
  size[0] = sizeof(Network) / sizeof(float);
  size[1] = sizeof(Path) / sizeof(float);
  size[2] = WIDTH;
  size[3] = LABELS;
}

static float exp_of(float x) { /* 2 to a whole number times a polynomial, right to seven digits */
  if (x > 80) x = 80;
  if (x < -80) x = -80;
  float whole = floorf(x * 1.44269504f + 0.5f), r = x - whole * 0.693359375f + whole * 2.12194440e-4f;
  float p = 1 + r * (1 + r * (0.5f + r * (1.6666667e-1f + r * (4.1666668e-2f + r * (8.3333310e-3f + r * 1.3981999e-3f)))));
  union { i32 bits; float value; } power = { ((i32)whole + 127) << 23 };
  return p * power.value;
}
static float sigmoid(float x) { return 1 / (1 + exp_of(-x)); }
static float tanh_of(float x) { return 2 * sigmoid(2 * x) - 1; }
static void multiply(const float *x, i32 rows, const float *matrix, i32 columns, float *sum) { /* added to what stands there */
  for (i32 k = 0; k < rows; k++, matrix += columns) for (i32 j = 0; j < columns; j++) sum[j] += x[k] * matrix[j];
}
static void read_words(const Layer *L, Joined *joined, i32 n, i32 backwards) { /* states into their part of `joined` */
  float h[STATE] = { 0 }, c[STATE] = { 0 }, g[4 * STATE];
  for (i32 step = 0; step < n; step++) {
    float *word = joined[backwards ? n - 1 - step : step];
    memcpy(g, L->bias, sizeof g);
    multiply(word + 2 * STATE, WIDTH, L->in[0], 4 * STATE, g);
    multiply(h, STATE, L->again[0], 4 * STATE, g);
    for (i32 j = 0; j < STATE; j++) {
      c[j] = sigmoid(g[STATE + j] + 1) * c[j] + sigmoid(g[j]) * tanh_of(g[3 * STATE + j]);
      h[j] = sigmoid(g[2 * STATE + j]) * tanh_of(c[j]);
    }
    memcpy(word + (backwards ? STATE : 0), h, sizeof h);
  }
}

/* The features of word i are those from start[i] to start[i + 1]: numbers of rows of WIDTH bytes with a scale each. */
static void weigh_words(const Network *N, const i8 *rows, const float *scale, const i32 *feature, const i32 *start, i32 n, Joined *joined, Weights *weights) {
  memset(joined, 0, (size_t)n * sizeof *joined);
  for (i32 i = 0; i < n; i++) {
    float *word = joined[i] + 2 * STATE, share = 2 / sqrtf((float)(start[i + 1] - start[i] + 1));
    for (i32 f = start[i]; f < start[i + 1]; f++) {
      const i8 *row = rows + (i64)feature[f] * WIDTH;
      for (i32 j = 0; j < WIDTH; j++) word[j] += scale[feature[f]] * row[j];
    }
    for (i32 j = 0; j < WIDTH; j++) word[j] *= share;
  }
  read_words(&N->forwards, joined, n, 0);
  read_words(&N->backwards, joined, n, 1);
  for (i32 i = 0; i < n; i++) {
    float middle[MIDDLE];
    memcpy(middle, N->middle_bias, sizeof middle);
    multiply(joined[i], JOINED, N->middle[0], MIDDLE, middle);
    for (i32 j = 0; j < MIDDLE; j++) if (middle[j] < 0) middle[j] = 0;
    for (i32 b = 0; b < LABELS; b++) weights[i][b] += N->out_bias[b];
    multiply(middle, MIDDLE, N->out[0], LABELS, weights[i]);
  }
}

static void take_path(const Path *P, const Weights *weights, i32 n, uint8_t (*from)[LABELS], uint8_t *label) {
  Weights score, next;
  for (i32 i = 0; i < n; i++) {
    for (i32 b = 0; b < LABELS; b++) {
      i32 best = 0;
      if (i) for (i32 a = 1; a < LABELS; a++) if (score[a] + P->follow[a][b] > score[best] + P->follow[best][b]) best = a;
      from[i][b] = (uint8_t)best;
      next[b] = weights[i][b] + (i ? score[best] + P->follow[best][b] : P->first[b]);
    }
    memcpy(score, next, sizeof score);
  }
  i32 best = 0;
  for (i32 b = 1; b < LABELS; b++) if (score[b] > score[best]) best = b;
  for (i32 i = n - 1; i >= 0; i--) { label[i] = (uint8_t)best; best = from[i][best]; }
}

/* Labels of n words by the networks (their numbers, their scales and their rows one after the other; `known` features each) and the field, whose features
 * of word i are those from begin[i] to begin[i + 1], LABELS weights each. Returns 0 when there is no memory. */
EXPORT i32 sanksi_tag(const Network *N, i32 networks, const float *scale, const i8 *rows, i32 known, const i32 *feature, const i32 *start,
                      const Path *P, const int16_t *field, const i32 *told, const i32 *begin, i32 n, uint8_t *label) {
  Joined *joined = malloc((size_t)n * sizeof *joined);
  Weights *weights = calloc((size_t)n, sizeof *weights);
  uint8_t (*from)[LABELS] = malloc((size_t)n * sizeof *from);
  i32 room = joined && weights && from;
  if (room) {
    for (i32 i = 0; i < n; i++) for (i32 f = begin[i]; f < begin[i + 1]; f++)
      for (i32 b = 0; b < LABELS; b++) weights[i][b] += P->unit * field[(i64)told[f] * LABELS + b];
    for (i32 k = 0; k < networks; k++)
      weigh_words(N + k, rows + (i64)k * known * WIDTH, scale + (i64)k * known, feature, start, n, joined, weights);
    take_path(P, weights, n, from, label);
  }
  free(joined);
  free(weights);
  free(from);
  return room;
}
