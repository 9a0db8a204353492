package io.aula.transcoder.job;

/** What a message of a work queue asks for, before the worker has asked courses whether it may. */
public sealed interface ClaimedJob permits TranscodeJob, SpeechJob, ImageJob {

    /** By which courses knows it. */
    String claimId();

    /** W3C trace context; empty where nobody traces. */
    String traceparent();
}
