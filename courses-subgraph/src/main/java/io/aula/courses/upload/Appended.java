package io.aula.courses.upload;

/** How one PATCH ended. */
sealed interface Appended {
    record At(long offset) implements Appended {}

    record WrongOffset(long offset) implements Appended {}

    record ChecksumMismatch() implements Appended {}

    /** All bytes are there, and they are another file's than was announced. */
    record FileMismatch() implements Appended {}

    /** Cancelled or expired while its bytes came. */
    record Ended() implements Appended {}

    record Busy() implements Appended {}

    record NoSpace() implements Appended {}
}
