package io.aula.transcoder.job;

import io.aula.transcoder.ladder.Ladder;
import io.aula.transcoder.ladder.Rung;
import io.aula.transcoder.ladder.Sound;
import io.aula.transcoder.ladder.SourceProfile;
import io.aula.transcoder.packaging.DashManifest;
import io.aula.transcoder.packaging.HlsPlaylists;
import io.aula.transcoder.packaging.Rendition;
import io.aula.transcoder.packaging.SoundRendition;
import io.aula.transcoder.packaging.TrackInfo;
import io.aula.transcoder.pipeline.ChildEvent.Stills;
import io.aula.transcoder.storage.Checkpoint;
import io.aula.transcoder.storage.JobStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Writes the manifests over what is finished, and says so in the words of {@code video.playable}. */
final class Publication {

    private final TranscodeJob job;
    private final JobStore store;

    Publication(TranscodeJob job, JobStore store) {
        this.job = job;
        this.store = store;
    }

    PublishedVideo publish(Checkpoint checkpoint, List<Rung> rungs) {
        Ladder ladder = Objects.requireNonNull(checkpoint.ladder());
        List<Rendition> videos = rungs.stream()
                .map(rung -> Objects.requireNonNull(checkpoint.renditions().get(rung.name())))
                .toList();
        List<SoundRendition> sounds = sounds(checkpoint);
        Stream.concat(videos.stream(), sounds.stream().map(SoundRendition::rendition))
                .forEach(rendition ->
                        store.put(rendition.track().name() + "/" + HlsPlaylists.MEDIA, HlsPlaylists.media(rendition)));
        store.put(DashManifest.NAME, DashManifest.of(videos, sounds, ladder.frameRate()));
        // Last, because players start here.
        store.put(
                HlsPlaylists.MASTER,
                HlsPlaylists.master(videos, sounds, ladder.frameRate().perSecond()));
        return describe(checkpoint, videos);
    }

    private static List<SoundRendition> sounds(Checkpoint checkpoint) {
        List<Sound> heard = Objects.requireNonNull(checkpoint.profile()).heard();
        List<SoundRendition> sounds = new ArrayList<>();
        for (int i = 0; i < heard.size(); i++) {
            Rendition rendition = checkpoint.renditions().get(SourceProfile.trackName(i));
            if (rendition != null) {
                sounds.add(new SoundRendition(rendition, heard.get(i).language()));
            }
        }
        return sounds;
    }

    private PublishedVideo describe(Checkpoint checkpoint, List<Rendition> videos) {
        TrackInfo best = videos.getLast().track();
        Stills stills = Objects.requireNonNull(checkpoint.stills());
        return new PublishedVideo(
                job.videoId(),
                job.jobId(),
                checkpoint.fence(),
                Math.max(1, Math.round(videos.getFirst().seconds() * 1000)),
                best.width(),
                best.height(),
                store.prefix(),
                HlsPlaylists.MASTER,
                DashManifest.NAME,
                poster(stills),
                sprite(stills),
                videos.stream().map(Publication::height).toList(),
                checkpoint.texts().stream().map(PublishedVideo.Text::new).toList());
    }

    private static PublishedVideo.Poster poster(Stills stills) {
        return new PublishedVideo.Poster(
                "poster.jpg",
                stills.webp(),
                stills.posterWidth(),
                stills.posterHeight(),
                stills.frames().stream()
                        .map(frame -> new PublishedVideo.Frame(frame.file(), frame.atMs()))
                        .toList());
    }

    private static PublishedVideo.Sprite sprite(Stills stills) {
        return new PublishedVideo.Sprite(
                "sprite.jpg",
                "sprite.vtt",
                stills.columns(),
                stills.rows(),
                stills.tileWidth(),
                stills.tileHeight(),
                stills.intervalMs());
    }

    private static PublishedVideo.Height height(Rendition video) {
        return new PublishedVideo.Height(
                Math.min(video.track().width(), video.track().height()),
                Math.max(video.track().width(), video.track().height()),
                video.track().codec(),
                Math.max(1, video.averageBitsPerSecond() / 1000),
                video.bytes());
    }
}
