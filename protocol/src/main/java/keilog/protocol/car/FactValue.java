package keilog.protocol.car;

import java.util.List;

/** What a fact says; the alternative follows from the fact's {@link CarFact.Form}. */
public sealed interface FactValue {
  record Whole(long value) implements FactValue {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  record Decimal(double value) implements FactValue {
    @Override
    public String toString() {
      return Double.toString(value);
    }
  }

  record Decimals(List<Double> values) implements FactValue {
    public Decimals {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return String.join(" ", values.stream().map(v -> Double.toString(v)).toList());
    }
  }

  record Text(String value) implements FactValue {
    @Override
    public String toString() {
      return value;
    }
  }

  record Flag(boolean value) implements FactValue {
    @Override
    public String toString() {
      return value ? "yes" : "no";
    }
  }

  record Fraction(Ratio value) implements FactValue {
    @Override
    public String toString() {
      return value.toString();
    }
  }
}
