package keilog.tools.analysis.straight;

/**
 * A polynomial through the Doppler speeds of one pull, by least squares: speed and acceleration at
 * any time within, and how much the receiver's noise leaves open of both. Immutable.
 */
final class SpeedCurve {
  /** A receiver's noise is taken for at least so much, m/s: it is never as white as it looks. */
  private static final double LEAST_NOISE = 0.03;

  private final double middle;
  private final double half;
  private final double[] coefficients;
  private final double[][] covariance;
  private final double noise;

  private SpeedCurve(
      double middle, double half, double[] coefficients, double[][] covariance, double noise) {
    this.middle = middle;
    this.half = half;
    this.coefficients = coefficients;
    this.covariance = covariance;
    this.noise = noise;
  }

  /** As many bends as an engine's pull of that length shows: a straight torque curve has two. */
  static int degree(double seconds) {
    return seconds < 3 ? 3 : seconds < 6 ? 4 : 5;
  }

  /**
   * Fits.
   *
   * @param seconds of the samples, rising; more of them than the degree by two
   * @param speeds m/s
   */
  static SpeedCurve of(double[] seconds, double[] speeds, int degree) {
    int n = seconds.length;
    double middle = (seconds[0] + seconds[n - 1]) / 2;
    double half = (seconds[n - 1] - seconds[0]) / 2;
    int size = degree + 1;
    double[][] normal = new double[size][2 * size];
    double[] right = new double[size];
    double[] powers = new double[size];
    for (int i = 0; i < n; i++) {
      powers(powers, (seconds[i] - middle) / half);
      for (int a = 0; a < size; a++) {
        right[a] += powers[a] * speeds[i];
        for (int b = 0; b < size; b++) {
          normal[a][b] += powers[a] * powers[b];
        }
      }
    }
    double[][] inverse = inverse(normal);
    double[] coefficients = new double[size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        coefficients[a] += inverse[a][b] * right[b];
      }
    }
    double squares = 0;
    for (int i = 0; i < n; i++) {
      powers(powers, (seconds[i] - middle) / half);
      double rest = speeds[i];
      for (int a = 0; a < size; a++) {
        rest -= coefficients[a] * powers[a];
      }
      squares += rest * rest;
    }
    double noise = Math.max(LEAST_NOISE, Math.sqrt(squares / (n - size)));
    return new SpeedCurve(middle, half, coefficients, inverse, noise);
  }

  private static void powers(double[] powers, double x) {
    powers[0] = 1;
    for (int a = 1; a < powers.length; a++) {
      powers[a] = powers[a - 1] * x;
    }
  }

  /** m/s. */
  double speed(double seconds) {
    double x = (seconds - middle) / half;
    double sum = 0;
    for (int a = coefficients.length - 1; a >= 0; a--) {
      sum = sum * x + coefficients[a];
    }
    return sum;
  }

  /** m/s². */
  double acceleration(double seconds) {
    double x = (seconds - middle) / half;
    double sum = 0;
    for (int a = coefficients.length - 1; a >= 1; a--) {
      sum = sum * x + a * coefficients[a];
    }
    return sum / half;
  }

  /** One standard deviation of the acceleration, m/s². */
  double accelerationNoise(double seconds) {
    double x = (seconds - middle) / half;
    double[] slopes = new double[coefficients.length];
    double power = 1;
    for (int a = 1; a < slopes.length; a++) {
      slopes[a] = a * power;
      power *= x;
    }
    double sum = 0;
    for (int a = 1; a < slopes.length; a++) {
      for (int b = 1; b < slopes.length; b++) {
        sum += covariance[a][b] * slopes[a] * slopes[b];
      }
    }
    return noise * Math.sqrt(Math.max(0, sum)) / half;
  }

  /** Gauss and Jordan with pivots; the right half of the rows is room to work in. */
  private static double[][] inverse(double[][] rows) {
    int n = rows.length;
    for (int i = 0; i < n; i++) {
      rows[i][n + i] = 1;
    }
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(rows[r][c]) > Math.abs(rows[pivot][c])) {
          pivot = r;
        }
      }
      double[] swap = rows[c];
      rows[c] = rows[pivot];
      rows[pivot] = swap;
      double scale = 1 / rows[c][c];
      for (int k = c; k < 2 * n; k++) {
        rows[c][k] *= scale;
      }
      for (int r = 0; r < n; r++) {
        double factor = rows[r][c];
        if (r != c && factor != 0) {
          for (int k = c; k < 2 * n; k++) {
            rows[r][k] -= factor * rows[c][k];
          }
        }
      }
    }
    double[][] inverse = new double[n][n];
    for (int r = 0; r < n; r++) {
      System.arraycopy(rows[r], n, inverse[r], 0, n);
    }
    return inverse;
  }
}
