// Every word of the page, in both languages.

export type Language = 'en' | 'ja';

const EN = {
  engine_speed: 'Engine', vehicle_speed: 'Speed', gps_speed: 'GPS speed', boost: 'Boost', manifold_pressure: 'Manifold',
  barometric_pressure: 'Barometer', throttle_position: 'Throttle', coolant_temperature: 'Coolant', oil_temperature: 'Oil',
  intake_air_temperature: 'Intake', ambient_temperature: 'Outside', lambda: 'Lambda', lambda_2: 'Lambda 2', battery_voltage: 'Battery',
  oil_pressure: 'Oil pressure', fuel_pressure: 'Fuel pressure', fuel_level: 'Fuel', ignition_timing: 'Ignition', engine_load: 'Load',
  mass_air_flow: 'Air flow', fuel_trim_short: 'Trim, short', fuel_trim_long: 'Trim, long', latitude: 'Latitude', longitude: 'Longitude',
  altitude: 'Altitude', heading: 'Heading', satellites: 'Satellites', fix_quality: 'Fix', horizontal_accuracy: 'GPS accuracy',
  speed_accuracy: 'Speed accuracy', position_dilution: 'PDOP', horizontal_dilution: 'HDOP', vertical_speed: 'Climb', vertical_accuracy: 'Height accuracy',
  run_time: 'Running for', accelerator_position: 'Pedal', gnss_time: 'GPS time', acceleration_x: 'Accel. X', acceleration_y: 'Accel. Y',
  acceleration_z: 'Accel. Z', lambda_commanded: 'Lambda target', temperatures: 'Temperatures',
  shift: 'SHIFT', over: 'OVER', peak: 'peak', absolute: 'absolute',
  link: 'Link', connected: 'connected', connecting: 'connecting', lost: 'lost, trying again', refused: 'refused',
  lag: 'Live lag', jitter: 'Lag above best', differ: 'Lag above best*', silent: 'silent', replay: 'replay',
  backlog: 'Backlog', dropouts: 'Drop-outs', storage: 'Storage', noStatus: 'no status yet',
  left: 'left', memoryOnly: 'memory only', full: 'full', card: 'card', force: 'write',
  recording: 'Recording', standby: 'Not recording', offline: 'Offline', replayBadge: 'Replay', noCar: 'No car',
  running: 'running', absent: 'not there', starting: 'starting', unknown: 'unknown', sources: 'Sources',
  allWell: 'All sources answer.', waitStatus: 'Waiting for the car’s status.',
  since: 'for', ago: 'ago', blocks: 'blocks', values: 'values/s',
  noData: 'no value yet', trace: 'Trace', strips: 'Last minutes', all: 'All channels', channel: 'Channel', value: 'Value', age: 'Age', rate: 'Rate', source: 'Source',
  emptyCar: 'No car has spoken on this broker yet. Start keilog-logger in a car, or the demo, and it appears here by itself.',
  emptyTrace: 'The trace is drawn here as soon as the GPS has a position.',
  emptyStrips: 'The last minutes are drawn here while the car sends. This page keeps what it saw itself; the whole session is with the collector.',
  emptyBoost: 'No pressure channel',
  brokerLost: 'The broker at {0} does not answer, for {1}. Is it running, and is this machine in its network? The page tries again every second.',
  brokerConnecting: 'Asking the broker at {0}.',
  brokerRefused: 'The broker at {0} wants a user and a password.',
  user: 'User', password: 'Password', enter: 'Connect',
  carOffline: '{0} is offline{1}. These are its last values. A logger that starts again appears here by itself.',
  carSilent: 'No live message for {0}. The link from the car to the broker is broken or the logger stands still.',
  replayNote: 'This is a recording being replayed, not the car now.',
  memoryNote: 'The card takes no data: recording to memory only. Check the card; what is in memory is lost with the power.',
  fullNote: 'The card is full: nothing more is recorded. Free it by collecting sessions in the pits.',
  sourceSays: '{0}: {1}{2}.',
  elm_absent: 'Plug the OBD adapter in, or check its port in logger.toml.', elm_silent: 'Check the adapter’s power and that the ignition is on.', elm_starting: 'Searching the car’s protocol; this takes up to half a minute.',
  gps_absent: 'Plug the GPS receiver in, or check its port in logger.toml.', gps_silent: 'Check the receiver’s cable.', gps_starting: 'Waiting for the first sentences of the receiver.',
  any_absent: 'Check its cable and its port in logger.toml.', any_silent: 'Check its power and cable.', any_starting: 'Please wait.',
  noFix: 'no fix', sats: 'sat.', colouredBy: 'Colour of the trace', live: 'Live', held: 'Held', window: 'Window',
  backToLive: 'Back to live', language: '日本語', theme: 'Light or dark', themeAuto: 'Auto', themeLight: 'Light', themeDark: 'Dark', help: 'Keys and signs', close: 'Close', chooseCar: 'Choose a car',
  helpText: 'Needles move between two measured values, at most one live period behind.|Delta compares with the best lap of the session at the same place of the course: − and green is ahead, + and hatched is behind; the bar’s ends are one second. “~” marks a guess or an estimate, “–” what is not known, ★ the best so far.|A value older than two of its periods is dim; older than five, its age is written beside it.|The amber triangle on the tachometer is the shift point, the thin tick the highest speed of the last seconds; it falls by itself.|Live lag is measured with the car’s clock once GPS or the network has set it. Before, only the delay above the quickest message of the last minute can be known: that is “lag above best”. A star says that the car’s clock and this one disagree.|Drop-outs are rows the car’s recorder had to leave out; missed are live messages that never arrived here and are safe in the recording.',
  keys: 'L|language|T|light or dark|C|next car|1 2 5|minutes in the strips|Drag or + −|zoom the strips; double click or Esc goes back|← →|move the cursor|M|colour of the trace|H or ?|this page',
  lap: 'Lap', laps: 'Laps', lapTime: 'Time', lapRunning: 'Running', lapLast: 'Last', lapBest: 'Best', sector: 'S', delta: 'Delta', deltaToBest: 'Delta to best lap',
  deltaGained: 'ahead', deltaLost: 'behind', deltaEven: 'level', predicted_lap: 'Predicted', predictedNote: 'A guess: the best lap’s time plus delta, if the rest is driven as then.',
  emptyLaps: 'Laps appear here when the car crosses the line. Those from before this page was opened are in the recording.',
  lap_out: 'out', lap_pit: 'pit', lap_standing: 'standing start', lap_gap: 'gap', lap_power_cut: 'power cut', lap_stopped: 'stopped', lap_poor_fix: 'poor fix', lap_off_course: 'off course', lap_backwards: 'backwards', lap_slow: 'slow',
  missed: 'missed', badMessages: 'unreadable messages', seconds: 's', minutes: 'min', hours: 'h', days: 'd', redlineUnknown: 'redline unknown',
};

const JA: typeof EN = {
  engine_speed: '回転数', vehicle_speed: '車速', gps_speed: 'GPS車速', boost: '過給圧', manifold_pressure: '吸気圧',
  barometric_pressure: '大気圧', throttle_position: 'スロットル', coolant_temperature: '水温', oil_temperature: '油温',
  intake_air_temperature: '吸気温', ambient_temperature: '外気温', lambda: '空燃比 λ', lambda_2: '空燃比 λ2', battery_voltage: '電圧',
  oil_pressure: '油圧', fuel_pressure: '燃圧', fuel_level: '燃料', ignition_timing: '点火時期', engine_load: '負荷',
  mass_air_flow: '吸入空気量', fuel_trim_short: '燃料補正 短期', fuel_trim_long: '燃料補正 長期', latitude: '緯度', longitude: '経度',
  altitude: '標高', heading: '方位', satellites: '衛星数', fix_quality: '測位', horizontal_accuracy: 'GPS精度',
  speed_accuracy: '速度精度', position_dilution: 'PDOP', horizontal_dilution: 'HDOP', vertical_speed: '昇降', vertical_accuracy: '高さ精度',
  run_time: '運転時間', accelerator_position: 'アクセル', gnss_time: 'GPS時刻', acceleration_x: '加速度 X', acceleration_y: '加速度 Y',
  acceleration_z: '加速度 Z', lambda_commanded: '目標 λ', temperatures: '温度',
  shift: 'シフト', over: '過回転', peak: '最高', absolute: '絶対圧',
  link: '通信', connected: '接続中', connecting: '接続しています', lost: '切断・再接続中', refused: '拒否',
  lag: '遅れ', jitter: '最良比の遅れ', differ: '最良比の遅れ*', silent: '無通信', replay: '再生',
  backlog: '未送信', dropouts: '欠落', storage: '保存先', noStatus: '状態待ち',
  left: '残り', memoryOnly: 'メモリーのみ', full: '満杯', card: 'カード', force: '書込',
  recording: '記録中', standby: '記録停止', offline: 'オフライン', replayBadge: '再生', noCar: '車なし',
  running: '動作中', absent: '未接続', starting: '開始中', unknown: '不明', sources: '入力',
  allWell: 'すべての入力が応答しています。', waitStatus: '車からの状態を待っています。',
  since: '', ago: '前', blocks: 'ブロック', values: '値/秒',
  noData: 'まだ値がありません', trace: '軌跡', strips: '直近の記録', all: 'すべてのチャンネル', channel: 'チャンネル', value: '値', age: '経過', rate: '頻度', source: '入力',
  emptyCar: 'このブローカーにはまだ車がいません。車で keilog-logger を起動するか、デモを始めると、ここに自動で現れます。',
  emptyTrace: 'GPSが測位すると、ここに走った軌跡を描きます。',
  emptyStrips: '車が送信している間、ここに直近の数分を描きます。この画面が受け取った分だけです。全記録はコレクターにあります。',
  emptyBoost: '圧力の値がありません',
  brokerLost: 'ブローカー {0} が {1} 応答していません。起動しているか、同じネットワークにいるか確認してください。1秒ごとに再接続します。',
  brokerConnecting: 'ブローカー {0} に接続しています。',
  brokerRefused: 'ブローカー {0} にはユーザー名とパスワードが必要です。',
  user: 'ユーザー名', password: 'パスワード', enter: '接続',
  carOffline: '{0} はオフラインです{1}。表示は最後の値です。ロガーが再び起動すると自動で戻ります。',
  carSilent: '{0} ライブ受信がありません。車とブローカーの間の通信が切れているか、ロガーが止まっています。',
  replayNote: '録画の再生です。いまの車ではありません。',
  memoryNote: 'カードに書き込めません。メモリーのみに記録しています。カードを確認してください。電源が切れると失われます。',
  fullNote: 'カードが満杯です。これ以上記録できません。ピットでセッションを回収してください。',
  sourceSays: '{0} は{1}です{2}。',
  elm_absent: 'OBDアダプターを差すか、logger.toml のポートを確認してください。', elm_silent: 'アダプターの電源とイグニッションを確認してください。', elm_starting: '車の通信方式を探しています。30秒ほどかかることがあります。',
  gps_absent: 'GPS受信機を差すか、logger.toml のポートを確認してください。', gps_silent: '受信機の配線を確認してください。', gps_starting: '受信機の最初の出力を待っています。',
  any_absent: '配線と logger.toml のポートを確認してください。', any_silent: '電源と配線を確認してください。', any_starting: 'お待ちください。',
  noFix: '測位なし', sats: '衛星', colouredBy: '軌跡の色', live: 'ライブ', held: '固定中', window: '表示幅',
  backToLive: 'ライブに戻る', language: 'English', theme: '明るさ', themeAuto: '自動', themeLight: '明', themeDark: '暗', help: 'キーと記号', close: '閉じる', chooseCar: '車を選ぶ',
  helpText: '針は2つの実測値の間だけを動き、遅れは最大でもライブ1周期です。|差は、コースの同じ場所で最速ラップと比べた秒数です。− と緑は速く、+ と斜線は遅く、バーの端は1秒です。「~」は推定、「–」は不明、★は現在の最速です。|更新周期の2倍を過ぎた値は薄く、5倍を過ぎると経過時間を文字で示します。|回転計の橙の三角はシフトポイント、細い目盛りは直近の最高回転で、自然に下がります。|遅れは、GPSかネットワークで車の時計が合ってから測ります。それまでは直近1分で最も速かった受信より遅い分だけが分かります（最良比の遅れ）。*は車とこの端末の時計がずれている印です。|欠落は車の記録で失われた行、未着はこの画面に届かなかったライブ受信で、記録には残っています。',
  keys: 'L|言語|T|明るさ|C|次の車|1 2 5|表示する分数|ドラッグ、+ −|拡大（ダブルクリックか Esc で戻る）|← →|カーソル移動|M|軌跡の色|H または ?|この画面',
  lap: 'ラップ', laps: 'ラップ', lapTime: 'タイム', lapRunning: '走行中', lapLast: '前周', lapBest: '最速', sector: '区間', delta: '差', deltaToBest: '最速との差',
  deltaGained: '速い', deltaLost: '遅い', deltaEven: '同じ', predicted_lap: '予測', predictedNote: '推定です。残りを最速ラップと同じに走った場合のタイムです。',
  emptyLaps: '車がラインを通過すると、ここにラップが並びます。この画面を開く前のラップは記録にあります。',
  lap_out: 'アウト', lap_pit: 'ピット', lap_standing: '静止スタート', lap_gap: 'GPS欠落', lap_power_cut: '電源断', lap_stopped: '停止', lap_poor_fix: '測位不良', lap_off_course: 'コース外', lap_backwards: '逆走', lap_slow: '低速',
  missed: '未着', badMessages: '読めない受信', seconds: '秒', minutes: '分', hours: '時間', days: '日', redlineUnknown: 'レッドライン不明',
};

export type Word = keyof typeof EN;

let words = EN;
export let language: Language = 'en';

export function speak(chosen: Language) {
  language = chosen;
  words = chosen === 'ja' ? JA : EN;
  document.documentElement.lang = chosen;
}

export const word = (key: Word): string => words[key];

/** A sentence with its {0}, {1} … filled in. */
export const sentence = (key: Word, ...parts: string[]): string => words[key].replace(/\{(\d)\}/g, (_, i: string) => parts[Number(i)] ?? '');

/** A channel's name as people say it; one the page has never heard of keeps its own, readably. */
export function channelWord(name: string): string {
  const known = (words as Record<string, string>)[name];
  if (known !== undefined && Object.hasOwn(words, name)) return known;
  return name.replaceAll('_', ' ');
}

/** A lap's kind or remark; one the page has never heard of stays as it was sent, readably. */
export function remarkWord(remark: string): string {
  const key = 'lap_' + remark;
  return Object.hasOwn(words, key) ? (words as Record<string, string>)[key]! : remark.replaceAll('_', ' ');
}

/** A stretch of time in words: 3 s, 2 min 05 s, 3 h 10 min. */
export function stretch(ms: number): string {
  const s = Math.max(1, Math.floor(ms / 1000));
  const space = language === 'ja' ? '' : '\u00a0';
  if (s < 60) return `${s}${space}${words.seconds}`;
  if (s < 3600) return `${Math.floor(s / 60)}${space}${words.minutes}${space}${String(s % 60).padStart(2, '0')}${space}${words.seconds}`;
  if (s < 86_400) return `${Math.floor(s / 3600)}${space}${words.hours}${space}${String(Math.floor((s % 3600) / 60)).padStart(2, '0')}${space}${words.minutes}`;
  return `${Math.floor(s / 86_400)}${space}${words.days}`;
}

/** How long ago, in words. */
export const ago = (ms: number): string => (language === 'ja' ? stretch(ms) + words.ago : `${stretch(ms)} ${words.ago}`);
