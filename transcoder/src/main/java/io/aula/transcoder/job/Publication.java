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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    Map<String, Object> publish(Checkpoint checkpoint, List<Rung> rungs) {
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

    private Map<String, Object> describe(Checkpoint checkpoint, List<Rendition> videos) {
        TrackInfo best = videos.getLast().track();
        Stills stills = Objects.requireNonNull(checkpoint.stills());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("videoId", job.videoId());
        result.put("jobId", job.jobId());
        result.put("fence", checkpoint.fence());
        result.put("durationMs", Math.max(1, Math.round(videos.getFirst().seconds() * 1000)));
        result.put("width", best.width());
        result.put("height", best.height());
        result.put("prefix", store.prefix());
        result.put("hls", HlsPlaylists.MASTER);
        result.put("dash", DashManifest.NAME);
        result.put("poster", poster(stills));
        result.put("sprite", sprite(stills));
        result.put("renditions", videos.stream().map(Publication::rendition).toList());
        result.put("captions", List.of());
        return result;
    }

    private static Map<String, Object> poster(Stills stills) {
        Map<String, Object> poster = new LinkedHashMap<>();
        poster.put("jpeg", "poster.jpg");
        poster.put("webp", stills.webp());
        poster.put("width", stills.posterWidth());
        poster.put("height", stills.posterHeight());
        return poster;
    }

    private static Map<String, Object> sprite(Stills stills) {
        Map<String, Object> sprite = new LinkedHashMap<>();
        sprite.put("path", "sprite.jpg");
        sprite.put("vtt", "sprite.vtt");
        sprite.put("columns", stills.columns());
        sprite.put("rows", stills.rows());
        sprite.put("tileWidth", stills.tileWidth());
        sprite.put("tileHeight", stills.tileHeight());
        sprite.put("intervalMs", stills.intervalMs());
        return sprite;
    }

    private static Map<String, Object> rendition(Rendition video) {
        Map<String, Object> rendition = new LinkedHashMap<>();
        rendition.put("height", Math.min(video.track().width(), video.track().height()));
        rendition.put("width", Math.max(video.track().width(), video.track().height()));
        rendition.put("codec", video.track().codec());
        rendition.put("bitrateKbps", Math.max(1, video.averageBitsPerSecond() / 1000));
        rendition.put("bytes", video.bytes());
        return rendition;
    }
}
