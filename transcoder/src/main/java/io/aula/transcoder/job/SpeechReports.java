package io.aula.transcoder.job;

/** Where a job that hears tells how far it is. Every call may throw if the broker is gone, which ends the job. */
public interface SpeechReports {

    void heard(int pieces, int of);
}
