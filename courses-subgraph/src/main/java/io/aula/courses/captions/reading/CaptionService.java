package io.aula.courses.captions.reading;

import io.aula.courses.captions.CaptionCue;
import io.aula.courses.captions.CaptionVersion;
import io.aula.courses.captions.Cues;
import io.aula.courses.captions.Editors;
import io.aula.courses.captions.Track;
import io.aula.courses.captions.Tracks;
import io.aula.courses.captions.TranscriptCue;
import io.aula.courses.captions.Versions;
import io.aula.courses.captions.file.FileCue;
import io.aula.courses.captions.file.SubRip;
import io.aula.courses.job.Job;
import io.aula.courses.job.JobService;
import io.aula.courses.job.Work;
import io.aula.courses.video.Video;
import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import io.aula.media.captions.CaptionFiles;
import io.aula.media.captions.Note;
import io.aula.media.captions.WebVtt;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads of captions. Whether the caller may play the video is asked before any of them. */
@Service
class CaptionService {
    private static final Duration ADDRESS_LIFE = Duration.ofHours(1);

    private final Tracks tracks;
    private final Cues cues;
    private final Versions versions;
    private final JobService jobs;
    private final Editors editors;
    private final MediaTokens tokens;
    private final Clock clock;

    CaptionService(
            Tracks tracks,
            Cues cues,
            Versions versions,
            JobService jobs,
            Editors editors,
            MediaTokens tokens,
            Clock clock) {
        this.tracks = tracks;
        this.cues = cues;
        this.versions = versions;
        this.jobs = jobs;
        this.editors = editors;
        this.tokens = tokens;
        this.clock = clock;
    }

    Map<VideoId, List<Track>> tracks(Collection<VideoId> videoIds) {
        return tracks.ofVideos(videoIds);
    }

    Map<VideoId, CaptionsState> states(Collection<VideoId> videoIds) {
        Map<VideoId, Job> last = jobs.latest(Work.Kind.SPEECH, videoIds);
        Map<VideoId, List<Track>> words = tracks.ofVideos(videoIds);
        Map<VideoId, CaptionsState> states = new HashMap<>();
        videoIds.forEach(id -> states.put(id, CaptionsState.of(last.get(id), words.containsKey(id))));
        return states;
    }

    Map<TrackId, Integer> counts(Collection<TrackId> trackIds) {
        return cues.counts(trackIds);
    }

    /** The track in that language; in a dialect of it, or in what it is a dialect of, where there is none. */
    static Optional<Track> inLanguage(List<Track> all, String wanted) {
        String language = Locale.forLanguageTag(wanted).getLanguage();
        return all.stream()
                .filter(track -> track.locale().equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> all.stream()
                        .filter(track -> Locale.forLanguageTag(track.locale())
                                .getLanguage()
                                .equals(language))
                        .findFirst());
    }

    Connection<TranscriptCue> page(Track track, Slice slice) {
        Optional<Long> after = slice.from().map(cursor -> cursor.key());
        List<CaptionCue> found = cues.page(track.id(), after, slice.size() + 1);
        int place = after.map(ms -> cues.placeAfter(track.id(), ms)).orElse(0);
        List<Connection.Row<TranscriptCue>> rows = new ArrayList<>();
        for (CaptionCue cue : found) {
            rows.add(new Connection.Row<>(cue.startMs(), track.id().text(), TranscriptCue.of(place++, cue)));
        }
        return Connection.of(slice, rows);
    }

    String plainText(Track track) {
        return cues.of(track.id()).stream()
                .map(cue -> cue.text().replace('\n', ' '))
                .collect(Collectors.joining("\n"));
    }

    /** With the comments of the file that somebody brought, for those who may edit it: learners are not told of doubts. */
    String vtt(Track track, Optional<Video> video, Optional<Caller> caller) {
        boolean mayEdit = video.filter(shown -> editors.mayEdit(shown, caller)).isPresent();
        List<Note> notes = mayEdit ? tracks.notes(track.id()) : List.of();
        return WebVtt.file(cues.of(track.id()).stream().map(CaptionCue::shown).toList(), notes);
    }

    String srt(Track track) {
        return SubRip.of(cues.of(track.id()).stream()
                .map(cue -> new FileCue(0, cue.startMs(), cue.endMs(), cue.text()))
                .toList());
    }

    List<CaptionVersion> versions(Track track, Video video, Optional<Caller> caller) {
        return editors.mayEdit(video, caller) ? versions.of(track.id()) : List.of();
    }

    /** Where the track lies as WebVTT; null until it was published. The caller has been found to be one who may play the video. */
    @Nullable
    String address(Track track, Video video, Optional<Caller> caller) {
        if (video.captionsRev() == 0 || track.publishedIn() == 0) {
            return null;
        }
        String token = tokens.sign(new MediaGrant(
                video.id().text(),
                caller.map(Caller::userId),
                "captions",
                clock.instant().plus(ADDRESS_LIFE),
                false));
        return "/media/p/" + token + "/" + video.id() + "/" + video.mediaRev() + "/"
                + CaptionFiles.download(video.captionsRev(), track.locale());
    }
}
