package io.aula.courses.captions.publishing;

import io.aula.courses.captions.BackgroundRounds;
import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CaptionedVideos;
import io.aula.courses.captions.Cues;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.media.ObjectRef;
import io.aula.media.ObjectStore;
import io.aula.media.captions.CaptionFiles;
import io.aula.media.captions.CaptionTrack;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.messaging.LiveBus;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Puts captions beside the files of videos. What is due is found in the rows, so that nothing is forgotten when a service
 * ends in the middle; the files of a revision are all written before anybody is sent to them.
 */
@Component
class CaptionPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(CaptionPublisher.class);
    private static final Duration LEASE = Duration.ofMinutes(2);
    /** A grant to play lives six hours at most, and a player goes on with what it was sent to. */
    private static final Duration STAYS = Duration.ofHours(7);

    private static final int BATCH = 10;

    private final CaptionedVideos captioned;
    private final Tracks tracks;
    private final Cues cues;
    private final VideoService videos;
    private final ObjectStore objects;
    private final LiveBus bus;
    private final TransactionTemplate transaction;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final BackgroundRounds rounds = new BackgroundRounds("caption-publisher");

    CaptionPublisher(
            CaptionedVideos captioned,
            Tracks tracks,
            Cues cues,
            VideoService videos,
            ObjectStore objects,
            LiveBus bus,
            TransactionTemplate transaction,
            Clock clock) {
        this.captioned = captioned;
        this.tracks = tracks;
        this.cues = cues;
        this.videos = videos;
        this.objects = objects;
        this.bus = bus;
        this.transaction = transaction;
        this.snapshot = new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.clock = clock;
    }

    /** The captions of a video at one moment. */
    private record State(Video video, int revision, List<CaptionTrack> tracks) {
        String prefix() {
            return video.id() + "/" + video.mediaRev() + "/";
        }
    }

    @Scheduled(fixedDelayString = "PT1S", initialDelayString = "PT5S")
    void publishDue() {
        rounds.begin(this::publishAll);
    }

    private void publishAll() {
        for (VideoId videoId : captioned.takeDue(clock.instant(), LEASE, BATCH)) {
            try {
                publish(videoId);
            } catch (IOException | RuntimeException e) {
                LOG.warn("The captions of video {} are published later: {}", videoId, e.toString());
                captioned.postpone(videoId, clock.instant());
            }
        }
    }

    private void publish(VideoId videoId) throws IOException {
        Optional<State> found = snapshot.execute(status -> state(videoId));
        if (found == null || found.isEmpty()) {
            return; // deleted meanwhile
        }
        State state = found.get();
        new CaptionFiles(objects, "media", state.prefix())
                .publish(
                        state.revision(),
                        Objects.requireNonNullElse(state.video().durationMs(), 0),
                        state.tracks());
        transaction.executeWithoutResult(status -> show(state));
        bus.publish("video." + videoId, Map.of("videoId", videoId));
    }

    /** The video may have been made anew meanwhile: then it is due again, and its own manifests are played until then. */
    private void show(State state) {
        VideoId videoId = state.video().id();
        captioned.addPublication(videoId, state.video().mediaRev(), state.revision());
        if (videos.captioned(videoId, state.video().mediaRev(), state.revision())) {
            tracks.publishedIn(videoId, state.revision());
            captioned.supersede(videoId, state.revision(), clock.instant());
        }
        captioned.published(videoId, state.revision(), clock.instant());
    }

    private Optional<State> state(VideoId videoId) {
        Video video = videos.byIds(List.of(videoId)).get(videoId);
        Optional<Integer> revision = captioned.revision(videoId);
        if (video == null || !video.isPlayable() || revision.isEmpty()) {
            return Optional.empty();
        }
        List<Track> all = tracks.ofVideo(videoId);
        Map<TrackId, List<CaptionCue>> said =
                cues.of(all.stream().map(Track::id).toList());
        return Optional.of(new State(
                video,
                revision.get(),
                all.stream()
                        .map(track -> shown(track, said.getOrDefault(track.id(), List.of())))
                        .toList()));
    }

    /** Whether words show is the viewer's choice, so no track is switched on by the manifest. */
    private static CaptionTrack shown(Track track, List<CaptionCue> cues) {
        return new CaptionTrack(
                track.locale(),
                Labels.of(track.locale(), track.isMachineMade()),
                track.isMachineMade(),
                false,
                cues.stream().map(CaptionCue::shown).toList());
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT4M")
    void sweep() {
        for (CaptionedVideos.Superseded old :
                captioned.superseded(clock.instant().minus(STAYS), 100)) {
            String prefix = old.videoId() + "/" + old.mediaRev() + "/";
            objects.list("media", prefix + "captions/" + old.revision() + "/").forEach(objects::delete);
            objects.delete(new ObjectRef("media", prefix + CaptionFiles.hls(old.revision())));
            objects.delete(new ObjectRef("media", prefix + CaptionFiles.dash(old.revision())));
            captioned.forget(old);
        }
    }
}
