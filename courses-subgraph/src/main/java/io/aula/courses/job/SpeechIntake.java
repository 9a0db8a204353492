package io.aula.courses.job;

/** Takes in what was heard. */
public interface SpeechIntake {
    /** Reads what the worker left, and gives what is to be done with it within the transaction that ends the job. */
    Runnable read(SpeechHeard speech);
}
