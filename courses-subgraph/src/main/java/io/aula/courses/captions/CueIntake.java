package io.aula.courses.captions;

import io.aula.courses.job.SpeechHeard;
import io.aula.media.ObjectStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes rows of what a worker heard, within the transaction that ends its job. */
@Component
class CueIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CueIntake.class);
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private final Tracks tracks;
    private final Revisions revisions;
    private final ObjectStore objects;
    private final CaptionTranslation translation;

    CueIntake(Tracks tracks, Revisions revisions, ObjectStore objects, CaptionTranslation translation) {
        this.tracks = tracks;
        this.revisions = revisions;
        this.objects = objects;
        this.translation = translation;
    }

    @EventListener
    void heard(SpeechHeard speech) {
        JsonNode data = speech.data();
        List<CaptionCue> cues = data.path("state").asString("").equals("READY")
                ? CueFile.read(objects, CueFile.of(speech.videoId(), speech.jobId(), speech.fence()))
                : List.of();
        if (cues.isEmpty()) {
            LOG.info("Nothing is said in video {}", speech.videoId());
            return;
        }
        String locale = locale(data.path("locale").asString(""));
        removeOtherRuns(speech.videoId(), locale);
        Revisions.Content content = new Revisions.Content(
                Origin.WHISPER,
                null,
                data.path("model").asString("whisper"),
                Math.clamp(data.path("confidence").asDouble(0), 0, 1),
                cues);
        Optional<Track> there = tracks.lock(speech.videoId(), locale);
        if (there.isEmpty()) {
            revisions.begin(speech.videoId(), locale, content);
        } else if (there.get().isKept()) {
            revisions.propose(there.get(), content);
        } else {
            revisions.replace(there.get(), renumbered(content, there.get().nextCue()), Optional.empty());
        }
        translation.want(speech.videoId());
    }

    /** What an earlier run took for another language was no such language; what people worked on stays. */
    private void removeOtherRuns(String videoId, String locale) {
        List<Track> all = tracks.ofVideo(videoId);
        List<String> wrong = all.stream()
                .filter(track -> track.origin() == Origin.WHISPER && !track.isKept())
                .filter(track -> !track.locale().equals(locale))
                .map(Track::id)
                .toList();
        List<String> madeOfThem = all.stream()
                .filter(track -> track.sourceTrackId() != null && wrong.contains(track.sourceTrackId()))
                .filter(track -> !track.isKept())
                .map(Track::id)
                .toList();
        tracks.delete(madeOfThem);
        tracks.delete(wrong);
    }

    private static Revisions.Content renumbered(Revisions.Content content, int from) {
        List<CaptionCue> cues = content.cues().stream()
                .map(cue -> cue.numbered(cue.id() + from - 1))
                .toList();
        return new Revisions.Content(
                content.origin(), content.sourceTrackId(), content.model(), content.confidence(), cues);
    }

    private static String locale(String told) {
        String tag = Locale.forLanguageTag(told).toLanguageTag();
        if (!LOCALE.matcher(tag).matches() || tag.equals("und")) {
            throw new IllegalStateException("no language is called " + told);
        }
        return tag;
    }
}
