package keilog.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody may have meant: the known word with the fewest letters to change. */
final class Nearest {
  private Nearest() {}

  /** Empty where even the nearest word differs in more than a third of its letters. */
  static Optional<String> to(String word, Collection<String> known) {
    return known.stream()
        .min(Comparator.<String>comparingInt(k -> distance(word, k)).thenComparing(k -> k))
        .filter(k -> distance(word, k) <= Math.max(1, Math.max(word.length(), k.length()) / 3));
  }

  /** {@code (did you mean "rate"?)}, or nothing. */
  static String hint(String word, Collection<String> known) {
    return to(word, known).map(k -> "; did you mean \"" + k + "\"?").orElse("");
  }

  /** Letters to insert, delete, replace or swap with their neighbour. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
