package keilog.tools.command;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import keilog.protocol.channel.Scale;

/** Writes raw values as decimal numbers: exactly where 9 decimals suffice, else rounded to them. */
final class DecimalText {
  private static final int MOST_DECIMALS = 9;

  private final Scale scale;
  private final int decimals;
  private final long power;

  DecimalText(Scale scale) {
    this.scale = scale;
    int needed = 0;
    long p = 1;
    while (needed < MOST_DECIMALS && p * scale.numerator() % scale.denominator() != 0
        || needed < MOST_DECIMALS && p * scale.offset() % scale.denominator() != 0) {
      needed++;
      p *= 10;
    }
    this.decimals = needed;
    this.power = p;
  }

  void append(StringBuilder out, long raw) {
    long scaled;
    try {
      long sum = Math.addExact(Math.multiplyExact(raw, scale.numerator()), scale.offset());
      scaled = rounded(Math.multiplyExact(sum, power), scale.denominator());
    } catch (ArithmeticException tooLarge) {
      out.append(large(raw));
      return;
    }
    if (decimals == 0) {
      out.append(scaled);
      return;
    }
    long fraction = Math.abs(scaled % power);
    if (scaled < 0 && scaled / power == 0) {
      out.append('-');
    }
    out.append(scaled / power);
    if (fraction == 0) {
      return;
    }
    out.append('.');
    String digits = Long.toString(power + fraction);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    out.append(digits, 1, end);
  }

  private static long rounded(long value, long divisor) {
    long half = divisor / 2;
    return value >= 0
        ? Math.addExact(value, half) / divisor
        : -(Math.addExact(-value, half) / divisor);
  }

  private String large(long raw) {
    BigInteger sum =
        BigInteger.valueOf(raw)
            .multiply(BigInteger.valueOf(scale.numerator()))
            .add(BigInteger.valueOf(scale.offset()));
    BigDecimal value =
        new BigDecimal(sum)
            .divide(BigDecimal.valueOf(scale.denominator()), MOST_DECIMALS, RoundingMode.HALF_UP);
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
