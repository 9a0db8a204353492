package io.aula.transcoder.storage;

/**
 * What a job that hears a video set out to do, so that another worker goes on in the same way.
 *
 * @param soundId sum of the sound; another sound makes all pieces worthless
 * @param language that was found, kept so that it is found once
 * @param isTranslated each piece was heard in English, too
 */
public record SpeechPlan(
        String soundId,
        String model,
        int pieces,
        String language,
        float likelihood,
        boolean isDetected,
        boolean isTranslated) {}
