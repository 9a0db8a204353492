package io.aula.transcoder.worker;

/** What courses answers when a worker asks for a job. */
sealed interface Claim {

    /**
     * @param prefix where the outputs of the job's video lie now; empty where that does not matter
     * @param tries how often the job was tried without getting on, this time included; 0 where courses does not say
     */
    record Granted(long fence, String prefix, int tries) implements Claim {}

    /** Somebody else holds the lease, it is not yet time, or courses did not answer: ask again. */
    record Later(String reason) implements Claim {}

    /** The job is over, or never was. */
    record Refused(String reason) implements Claim {}
}
