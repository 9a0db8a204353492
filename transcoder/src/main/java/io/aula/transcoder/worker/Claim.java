package io.aula.transcoder.worker;

/** What courses answers when a worker asks for a job. */
sealed interface Claim {

    record Granted(long fence) implements Claim {}

    /** Somebody else holds the lease, or courses did not answer: ask again. */
    record Later(String reason) implements Claim {}

    /** The job is over, or never was. */
    record Refused(String reason) implements Claim {}
}
