package keilog.tools.simulate.drive;

/**
 * The car with its driver, stepped a millisecond at a time: a mass on a line, pushed by the engine
 * through a gearbox, held back by air, tyres and brakes. One thread.
 */
final class Car {
  private static final double STEP = Drive.STEP_NANOS * 1e-9;
  private static final double GRAVITY = 9.80665;
  private static final double AIR_DENSITY = 1.2;
  private static final double ROLLING = 0.013;

  /** Share of the weight on the driven axle when accelerating. */
  private static final double DRIVEN_SHARE = 0.62;

  /** How far ahead in time the driver's feet aim. */
  private static final double AIM_SECONDS = 0.12;

  private final SimulatedCar car;
  private final DrivenLine line;
  private final SpeedPlan plan;
  private final Engine engine;
  private final Gearbox gearbox;
  private final Heat heat = new Heat();
  private final long standing;
  private long nanos;
  private double distance;
  private double speed;
  private double rpm;
  private double throttle;
  private double brake;
  private boolean cut;
  private CarState state;

  Car(
      SimulatedCar car,
      Road road,
      long seed,
      Variation variation,
      long standing,
      double startMetres) {
    this.car = car;
    this.line = new DrivenLine(road, seed, variation.wanderMetres());
    this.plan = new SpeedPlan(line, car, seed + 1, variation.courage());
    this.engine = new Engine(car);
    this.gearbox = new Gearbox(car, seed + 2);
    this.standing = standing;
    this.distance = startMetres;
    this.rpm = car.idleRpm();
    this.state = snapshot(0);
  }

  DrivenLine line() {
    return line;
  }

  CarState state() {
    return state;
  }

  /** One millisecond on. */
  CarState step() {
    boolean moving = nanos >= standing;
    double curvature = line.curvature(distance);
    pedals(moving, curvature);
    if (moving) {
      gearbox.step(STEP, speed, throttle, brake);
    }
    engine.breathe(STEP, rpm, gearbox.clutchOpen() ? Math.min(throttle, 0.08) : throttle);
    turn(moving);
    double force = moving ? drive() - resistance() - brake * brakeForce() : 0;
    double acceleration = force / car.inertia(gearbox.gear());
    if (speed + acceleration * STEP < 0) {
      acceleration = -speed / STEP;
    }
    state = snapshot(acceleration);
    heat.step(STEP, state, engine.torque(rpm) * rpm);
    CarState now = state;
    distance += (speed * STEP + now.acceleration() * STEP * STEP / 2) / line.stretch(distance);
    speed += now.acceleration() * STEP;
    nanos += Drive.STEP_NANOS;
    state = snapshot(now.acceleration());
    return state;
  }

  /** Feet: aim at the planned speed a moment ahead, within what feet and tyres can do. */
  private void pedals(boolean moving, double curvature) {
    double wantedThrottle = 0.03;
    double wantedBrake = 0;
    if (moving) {
      double aim = plan.speed(distance + speed * AIM_SECONDS);
      double wanted = car.inertia(gearbox.gear()) * (aim - speed) / AIM_SECONDS + resistance();
      double full = Math.max(1, car.fullTorque(rpm) * car.leverage(gearbox.gear()));
      double sideways = Math.abs(curvature) * speed * speed / (car.grip() * GRAVITY);
      double tyres =
          car.grip()
              * GRAVITY
              * car.massKg()
              * DRIVEN_SHARE
              * Math.sqrt(Math.max(0.02, 1 - sideways * sideways));
      wantedThrottle = Math.clamp(Math.min(wanted, tyres) / full, 0, 1);
      wantedBrake = wanted < -300 ? Math.clamp(-wanted / brakeForce(), 0, 1) : 0;
    }
    throttle += Math.clamp(wantedThrottle - throttle, -14 * STEP, 6 * STEP);
    brake += Math.clamp(wantedBrake - brake, -9 * STEP, 8 * STEP);
  }

  /** The crank: geared to the wheels, slipping at the start, free while the clutch is open. */
  private void turn(boolean moving) {
    double geared = car.rpm(gearbox.gear(), speed);
    if (!moving) {
      rpm += (car.idleRpm() * (1 + 0.01 * Math.sin(nanos * 4e-9)) - rpm) * STEP / 0.3;
    } else if (gearbox.clutchOpen()) {
      double lag = geared > rpm ? 0.07 : 0.11;
      rpm += (Math.max(geared, car.idleRpm()) - rpm) * STEP / lag;
    } else {
      double least = gearbox.gear() == 1 ? car.idleRpm() + 2600 * throttle : car.idleRpm();
      double target = Math.max(geared, least);
      rpm += Math.clamp(target - rpm, -40_000 * STEP, 40_000 * STEP);
    }
    cut = cut ? rpm > car.limiterRpm() - 120 : rpm > car.limiterRpm();
  }

  private double drive() {
    if (gearbox.clutchOpen()) {
      return 0;
    }
    double torque = cut ? Math.min(0, engine.torque(rpm)) : engine.torque(rpm);
    double most = car.grip() * GRAVITY * car.massKg() * DRIVEN_SHARE;
    return Math.min(most, torque * car.leverage(gearbox.gear()));
  }

  private double resistance() {
    return resistance(car, speed);
  }

  /** Newtons that tyres and air take. */
  static double resistance(SimulatedCar car, double speed) {
    double rolling = speed > 0.01 ? ROLLING * car.massKg() * GRAVITY : 0;
    return rolling + AIR_DENSITY / 2 * car.dragArea() * speed * speed;
  }

  private double brakeForce() {
    return car.grip() * GRAVITY * car.massKg();
  }

  private CarState snapshot(double acceleration) {
    boolean open = gearbox.clutchOpen() || nanos < standing;
    return new CarState(
        nanos,
        distance,
        speed,
        acceleration,
        speed * speed * line.curvature(distance),
        line.east(distance),
        line.north(distance),
        line.heading(distance),
        rpm,
        open ? 0 : gearbox.gear(),
        throttle,
        brake,
        engine.manifoldKpa(),
        heat.coolant(),
        heat.intake(),
        heat.oil(),
        heat.volts(rpm),
        heat.lambda(engine.manifoldKpa(), throttle, rpm),
        heat.timing(engine.manifoldKpa(), rpm));
  }
}
