package io.aula.courses.captions.hearing;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.Origin;
import io.aula.courses.captions.Revisions;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.captions.translation.CaptionTranslation;
import io.aula.courses.job.SpeechHeard;
import io.aula.courses.job.SpeechIntake;
import io.aula.media.ObjectStore;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes rows of what a worker heard: its file is read first, the rows come with the end of its job. */
@Component
class CueIntake implements SpeechIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CueIntake.class);
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    private static final String ENGLISH = "en";

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

    @Override
    public Runnable read(SpeechHeard speech) {
        JsonNode data = speech.data();
        CueFile.Said said = data.path("state").asString("").equals("READY")
                ? CueFile.read(objects, CueFile.of(speech.videoId(), speech.jobId(), speech.fence()))
                : new CueFile.Said(List.of(), List.of());
        if (said.cues().isEmpty()) {
            return () -> LOG.info("Nothing is said in video {}", speech.videoId());
        }
        String locale = locale(data.path("locale").asString(""));
        return () -> keep(speech, locale, said);
    }

    private void keep(SpeechHeard speech, String locale, CueFile.Said said) {
        JsonNode data = speech.data();
        removeOtherRuns(speech.videoId(), locale);
        Revisions.Content content = new Revisions.Content(
                Origin.WHISPER,
                null,
                data.path("model").asString("whisper"),
                Math.clamp(data.path("confidence").asDouble(0), 0, 1),
                said.cues());
        Optional<Track> there = tracks.lock(speech.videoId(), locale);
        if (there.isEmpty()) {
            revisions.begin(speech.videoId(), locale, content);
        } else if (there.get().isKept()) {
            revisions.propose(there.get(), content);
        } else {
            revisions.replace(there.get(), renumbered(content, there.get().nextCue()), Optional.empty());
        }
        keepEnglish(speech.videoId(), locale, content, said.english());
        translation.want(speech.videoId());
    }

    /** What was heard in English is a translation, though not of a text; it stands back behind everything but another one. */
    private void keepEnglish(VideoId videoId, String locale, Revisions.Content heard, List<CaptionCue> english) {
        Optional<Track> source = tracks.lock(videoId, locale);
        if (english.isEmpty() || source.isEmpty() || locale.equals(ENGLISH)) {
            return;
        }
        Revisions.Content content = new Revisions.Content(
                Origin.MACHINE_TRANSLATED, source.get().id(), heard.model(), heard.confidence(), english);
        Optional<Track> there = tracks.lock(videoId, ENGLISH);
        if (there.isEmpty()) {
            revisions.begin(videoId, ENGLISH, content);
        } else if (!there.get().isKept() && there.get().isTranslation()) {
            revisions.replace(there.get(), renumbered(content, there.get().nextCue()), Optional.empty());
        }
    }

    /** What an earlier run took for another language was no such language; what people worked on stays. */
    private void removeOtherRuns(VideoId videoId, String locale) {
        List<Track> all = tracks.ofVideo(videoId);
        List<TrackId> wrong = all.stream()
                .filter(track -> track.origin() == Origin.WHISPER && !track.isKept())
                .filter(track -> !track.locale().equals(locale))
                .map(Track::id)
                .toList();
        List<TrackId> madeOfThem = all.stream()
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
