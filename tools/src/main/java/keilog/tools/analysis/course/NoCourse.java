package keilog.tools.analysis.course;

/** Nothing can be learned; the message says why. Never leaves this package. */
final class NoCourse extends Exception {
  private static final long serialVersionUID = 1;

  NoCourse(String why) {
    super(why);
  }
}
