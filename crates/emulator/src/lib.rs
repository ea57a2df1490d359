//! An emulator of four Korean cloud security APIs, in process or standalone, strict, stateful and seeded.
