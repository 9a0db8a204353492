package io.aula.courses.captions.source;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.Languages;
import io.aula.courses.captions.Origin;
import io.aula.courses.captions.Revisions;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.captions.Versions;
import io.aula.courses.captions.source.SourceTracks.SourceTrack;
import io.aula.courses.captions.translation.CaptionTranslation;
import io.aula.courses.job.SourceTextIntake;
import io.aula.courses.video.VideoService;
import io.aula.media.NoSuchObjectException;
import io.aula.media.ObjectStore;
import io.aula.platform.id.JobId;
import io.aula.platform.id.VideoId;
import io.aula.platform.translation.LanguageGuess;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes captions of the text tracks of a source. They count as brought by a person: what a machine hears or translates in
 * the same language stands back, and they stand back behind whatever a person did.
 */
@Component
class SourceTrackIntake implements SourceTextIntake {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTrackIntake.class);
    private static final int READ_FOR_LANGUAGE = 200;

    private final Tracks tracks;
    private final Versions versions;
    private final Revisions revisions;
    private final VideoService videos;
    private final ObjectStore objects;
    private final CaptionTranslation translation;

    SourceTrackIntake(
            Tracks tracks,
            Versions versions,
            Revisions revisions,
            VideoService videos,
            ObjectStore objects,
            CaptionTranslation translation) {
        this.tracks = tracks;
        this.versions = versions;
        this.revisions = revisions;
        this.videos = videos;
        this.objects = objects;
        this.translation = translation;
    }

    @Override
    public Runnable read(VideoId videoId, JobId jobId) {
        try {
            List<SourceTrack> found = SourceTracks.read(objects, SourceTracks.of(videoId, jobId));
            return () -> keep(videoId, found);
        } catch (NoSuchObjectException e) {
            LOG.warn("The text tracks of video {} are told of and not there", videoId);
            return () -> {};
        }
    }

    private void keep(VideoId videoId, List<SourceTrack> found) {
        for (SourceTrack track : found) {
            Optional<String> locale = locale(videoId, track);
            if (locale.isEmpty()) {
                LOG.info("Video {} has a text track in a language that nobody can tell; it is left out", videoId);
            } else {
                keep(videoId, locale.get(), track.cues());
            }
        }
        translation.want(videoId);
    }

    /** The first of several in one language; the worker puts those first that want to be shown. */
    private void keep(VideoId videoId, String locale, List<CaptionCue> cues) {
        Optional<Track> there = tracks.lock(videoId, locale);
        if (there.isEmpty()) {
            revisions.begin(videoId, locale, brought(cues));
        } else if (!there.get().isKept() && !wasThere(there.get())) {
            int from = there.get().nextCue() - 1;
            List<CaptionCue> numbered =
                    cues.stream().map(cue -> cue.numbered(cue.id() + from)).toList();
            revisions.replace(there.get(), brought(numbered), Optional.empty());
        }
    }

    /** A person went back to what the machine had heard. */
    private boolean wasThere(Track track) {
        return versions.of(track.id()).stream().anyMatch(version -> version.origin() == Origin.UPLOADED);
    }

    private static Revisions.Content brought(List<CaptionCue> cues) {
        return new Revisions.Content(Origin.UPLOADED, null, null, null, cues);
    }

    private Optional<String> locale(VideoId videoId, SourceTrack track) {
        String told = Languages.canonical(track.locale());
        if (!told.equals("und")) {
            return Optional.of(told);
        }
        String beginning = track.cues().stream()
                .limit(READ_FOR_LANGUAGE)
                .map(CaptionCue::text)
                .collect(Collectors.joining("\n"));
        return LanguageGuess.of(beginning)
                .or(() -> Optional.ofNullable(videos.source(videoId).spokenLocale())
                        .map(Languages::canonical));
    }
}
