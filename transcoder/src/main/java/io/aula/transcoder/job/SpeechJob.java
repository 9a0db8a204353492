package io.aula.transcoder.job;

import io.aula.transcoder.speech.EnglishWish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code video.audio_ready} asks for.
 *
 * @param prefix of the video's outputs, with a slash at its end
 * @param spokenLocale null: to be found out
 * @param english null where none is wanted
 */
public record SpeechJob(
        String jobId,
        String videoId,
        String prefix,
        long durationMs,
        @Nullable String spokenLocale,
        List<String> words,
        @Nullable EnglishWish english,
        String traceparent)
        implements ClaimedJob {

    @Override
    public String claimId() {
        return jobId;
    }

    /** Whisper keeps half of its text window for what it is told beforehand. */
    private static final int LONGEST_PROMPT = 500;

    public SpeechJob {
        words = List.copyOf(words);
    }

    /** @throws IllegalArgumentException if the envelope is not one of ours */
    public static SpeechJob of(JsonNode envelope) {
        JsonNode data = envelope.path("data");
        String jobId = data.path("jobId").asString("");
        String videoId = data.path("videoId").asString("");
        String prefix = data.path("prefix").asString("");
        if (!jobId.matches("job_[0-9A-Z]{20,30}")
                || !videoId.matches("vid_[0-9A-Z]{20,30}")
                || !prefix.matches(videoId + "/[0-9]{1,18}/")) {
            throw new IllegalArgumentException("video.audio_ready without a job, a video or its place");
        }
        List<String> words = new ArrayList<>();
        data.path("words").forEach(word -> words.add(word.asString("").strip()));
        return new SpeechJob(
                jobId,
                videoId,
                prefix,
                data.path("durationMs").asLong(1),
                data.path("spokenLocale").asString(null),
                words.stream().filter(word -> !word.isEmpty()).toList(),
                english(data.path("english")),
                envelope.path("traceparent").asString(""));
    }

    private static @Nullable EnglishWish english(JsonNode wish) {
        return wish.isObject()
                ? new EnglishWish(wish.path("notFrom")
                        .valueStream()
                        .map(language -> language.asString(""))
                        .toList())
                : null;
    }

    /** Where the outputs lie now, if courses knows better than the message. */
    public SpeechJob at(String newPrefix) {
        return newPrefix.startsWith(videoId + "/")
                ? new SpeechJob(jobId, videoId, newPrefix, durationMs, spokenLocale, words, english, traceparent)
                : this;
    }

    /** A sentence of the words to expect, as many as there is room for. */
    String prompt() {
        StringBuilder prompt = new StringBuilder();
        for (String word : words) {
            if (prompt.length() + word.length() + 2 <= LONGEST_PROMPT) {
                prompt.append(prompt.isEmpty() ? "" : ", ").append(word);
            }
        }
        return prompt.isEmpty() ? "" : prompt.append('.').toString();
    }
}
