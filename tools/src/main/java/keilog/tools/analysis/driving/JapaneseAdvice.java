package keilog.tools.analysis.driving;

import static keilog.tools.analysis.driving.EnglishAdvice.size;
import static keilog.tools.analysis.driving.EnglishAdvice.slowOut;
import static keilog.tools.analysis.driving.EnglishAdvice.slower;
import static keilog.tools.analysis.driving.EnglishAdvice.tenths;

import java.util.Locale;

/** The sentences of {@link EnglishAdvice} in Japanese. */
final class JapaneseAdvice {
  private JapaneseAdvice() {}

  /** One sentence for the driver. */
  static String sentence(int corner, Cause cause, Evidence e, double seconds) {
    String label = corner == 0 ? "ホームストレート" : "C" + corner;
    return switch (cause) {
      case ARRIVES_SLOW ->
          "%s：ベスト時より進入前の速度が%s km/h低い。手前のコーナーの立ち上がりを見直しましょう。".formatted(label, size(e.arrivalKmh()));
      case BRAKES_EARLY ->
          "%s：ベスト時よりブレーキが%s m手前。もう少し奥まで我慢しましょう。".formatted(label, size(e.brakingLaterMetres()));
      case COASTS ->
          "%s：ベスト時より惰性走行が%s秒長い。ブレーキまでアクセルを踏み、ブレーキを離したらすぐアクセルへ。"
              .formatted(label, tenths(e.coastingSeconds()));
      case BRAKES_LATE ->
          "%s：ベスト時よりブレーキが%s m奥だが、%sが%s km/h低い。少し手前でブレーキし、早くアクセルを開けましょう。"
              .formatted(
                  label,
                  size(e.brakingLaterMetres()),
                  slowOut(e) ? "立ち上がり速度" : "ボトム速度",
                  size(slower(e)));
      case FAST_IN_SLOW_OUT ->
          "%s：ベスト時よりボトム速度は%s km/h高いが、立ち上がりは%s km/h低い。進入を抑えて早くアクセルを開けましょう。"
              .formatted(label, size(e.minimumKmh()), size(e.exitKmh()));
      case SLOWS_TOO_MUCH ->
          "%s：ベスト時よりボトム速度が%s km/h低い。ブレーキを早めに離して速度を残しましょう。".formatted(label, size(e.minimumKmh()));
      case LONGER_WAY ->
          "%s：ベスト時よりコーナー内の走行距離が%s m長く、速度は上がっていない。二つの周のラインを比べ、短い方を走りましょう。"
              .formatted(label, size(e.longerMetres()));
      case SLOW_THROUGH ->
          "%s：ベスト時よりコーナー全体の速度が%s km/h低い。もう少し速度を乗せて曲がりましょう。".formatted(label, size(e.cornerKmh()));
      case LATE_ON_THROTTLE ->
          "%s：ベスト時よりアクセルオンが%s m遅い。少しずつでも早く開けましょう。".formatted(label, size(e.throttleLaterMetres()));
      case SLOW_EXIT ->
          "%s：ベスト時より立ち上がり速度が%s km/h低く、その先で損をしている。立ち上がりを優先しましょう。"
              .formatted(label, size(e.exitKmh()));
      case LIFTS ->
          "%s：ベスト時より全開時間が%s秒短い。アクセルを踏み続けましょう。".formatted(label, tenths(e.fullThrottleSeconds()));
      case UNKNOWN ->
          String.format(
              Locale.ROOT, "%s：ベスト時より%.2f秒遅いが、計測値からは原因が分からない。二つの周のラインを比べましょう。", label, seconds);
    };
  }

  /** What is missing, and what helps. */
  static String note(Note.Subject subject, int laps) {
    return switch (subject) {
      case NO_LAPS -> "計測できた周がないため、比較できません。";
      case FEW_LAPS -> "助言には有効な周が%d周必要ですが、%d周しかありません。".formatted(Coach.LEAST_LAPS, laps);
      case NO_CORNERS -> "コーナーが見つかりません。";
      case NO_THROTTLE -> "全閉と全開が分かるスロットル開度の記録がないため、惰性走行はGからの推定で、全開率は不明です。";
      case NO_BRAKE -> "ブレーキの記録がないため、ブレーキ位置は減速Gから求めました。ペダルにスイッチを付けると正確になります。";
      case SLOW_RECEIVER -> "GPSの更新が遅く、コーナー内の動きが分かりません。毎秒5回、できれば10回必要です。";
      case NOTHING_TO_FIND -> "どの周もGPSの精度の範囲で同じ走りです。特に損をしているコーナーはありません。";
    };
  }
}
