package io.aula.courses.captions.hearing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueWord;
import io.aula.courses.video.Video;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file that a worker left of what it heard. Workers are ours, yet what they write is checked as a stranger's. */
final class CueFile {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LARGEST = 16 << 20;
    private static final int MOST_CUES = 50_000;
    private static final int LONGEST_TEXT = 500;

    private CueFile() {}

    /** Where it lies, and nowhere else: a message does not choose what is read. */
    static ObjectRef of(VideoId videoId, JobId jobId, long fence) {
        return new ObjectRef("media", Video.wordsFolder(videoId) + "/" + jobId + "/" + fence + ".json");
    }

    /** @param english the same in English, where a worker was asked for it */
    record Said(List<CaptionCue> cues, List<CaptionCue> english) {
        Said {
            cues = List.copyOf(cues);
            english = List.copyOf(english);
        }
    }

    static Said read(ObjectStore objects, ObjectRef file) {
        try (InputStream in = objects.get(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IllegalStateException(file + " is larger than " + LARGEST + " bytes");
            }
            JsonNode all = JSON.readTree(bytes);
            return new Said(cues(all.path("cues")), cues(all.path("english")));
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }

    /** In order of time, without overlap, numbered from 1; cues that say nothing or last no time are left out. */
    static List<CaptionCue> cues(JsonNode all) {
        List<CaptionCue> cues = new ArrayList<>();
        int last = 0;
        for (JsonNode each : all) {
            int start = Math.max(last, each.path("startMs").asInt(0));
            int end = each.path("endMs").asInt(0);
            String text = text(each.path("lines"));
            if (text.isBlank() || end <= start || cues.size() >= MOST_CUES) {
                continue;
            }
            cues.add(CaptionCue.heard(cues.size() + 1, start, end, text, words(each.path("words"))));
            last = end;
        }
        return cues;
    }

    private static String text(JsonNode lines) {
        String text = lines.valueStream()
                .map(line -> line.asString("").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private static List<CueWord> words(JsonNode words) {
        return words.valueStream()
                .filter(word -> !word.path("text").asString("").isBlank())
                .map(word -> new CueWord(
                        word.path("text").asString(),
                        word.path("startMs").asInt(0),
                        word.path("endMs").asInt(0),
                        Math.clamp(word.path("confidence").asDouble(0), 0, 1),
                        word.path("isGlued").asBoolean(false)))
                .toList();
    }
}
