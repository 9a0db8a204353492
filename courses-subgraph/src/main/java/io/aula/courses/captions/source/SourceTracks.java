package io.aula.courses.captions.source;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CueText;
import io.aula.courses.captions.file.CueTimes;
import io.aula.courses.captions.file.FileCue;
import io.aula.courses.captions.file.Markup;
import io.aula.courses.video.Video;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.captions.TextTrack;
import io.aula.media.captions.TextTrackFile;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file with the text tracks of a source. A worker wrote it, of what a stranger uploaded: all of it is looked at. */
final class SourceTracks {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SourceTracks() {}

    /** @param locale {@code und} where the source does not say */
    record SourceTrack(String locale, List<CaptionCue> cues) {
        SourceTrack {
            cues = List.copyOf(cues);
        }
    }

    /** Where it lies, and nowhere else: a message does not choose what is read. */
    static ObjectRef of(VideoId videoId, JobId jobId) {
        return new ObjectRef("media", Video.wordsFolder(videoId) + "/" + jobId + "/source.json");
    }

    /** Those that say something, in the file's order. */
    static List<SourceTrack> read(ObjectStore objects, ObjectRef file) {
        try (InputStream in = objects.get(file)) {
            byte[] bytes = in.readNBytes(TextTrackFile.LARGEST + 1);
            if (bytes.length > TextTrackFile.LARGEST) {
                throw new IllegalStateException(file + " is larger than " + TextTrackFile.LARGEST + " bytes");
            }
            return tracks(JSON.readTree(bytes).path("tracks"));
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }

    static List<SourceTrack> tracks(JsonNode all) {
        return all.valueStream()
                .limit(TextTrackFile.MOST_TRACKS)
                .map(track -> new SourceTrack(
                        track.path("locale").asString("und"),
                        cues(track.path("cues"), track.path("markup").asString("NONE"))))
                .filter(track -> !track.cues().isEmpty())
                .toList();
    }

    private static List<CaptionCue> cues(JsonNode all, String markup) {
        List<FileCue> said = new ArrayList<>();
        for (JsonNode each : all) {
            int start = each.path("startMs").asInt(0);
            int end = each.path("endMs").asInt(0);
            String text = CueText.of(plain(each.path("text").asString(""), markup));
            if (start >= 0 && end > start && !text.isEmpty() && said.size() < TextTrack.MOST_CUES) {
                said.add(new FileCue(said.size(), start, end, text));
            }
        }
        List<CaptionCue> cues = new ArrayList<>();
        for (FileCue cue : CueTimes.fitted(said, 0, Integer.MAX_VALUE)) {
            cues.add(CaptionCue.written(cues.size() + 1, cue.startMs(), cue.endMs(), bounded(cue.text())));
        }
        return cues;
    }

    private static String plain(String text, String markup) {
        return switch (markup) {
            case "SRT" -> Markup.ofSrt(text);
            case "VTT" -> Markup.ofVtt(text);
            default -> text;
        };
    }

    /** Nobody is there to split what is too long: it is cut at a word. */
    private static String bounded(String text) {
        String laid = CueText.inLines(text);
        if (CueText.fits(laid)) {
            return laid;
        }
        int blank = laid.lastIndexOf(' ', CueText.LONGEST - 2);
        return CueText.of(laid.substring(0, blank > 0 ? blank : CueText.LONGEST - 2) + "…");
    }
}
