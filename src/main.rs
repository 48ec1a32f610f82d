//! The program: reads the arguments, calls the library, says what went wrong, and returns the exit code.

fn main() {}
