package io.aula.courses.video;

import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Divides videos into chapters. */
@Service
class ChapterEditing {
    private static final int MOST = 100;

    private final Chapters chapters;
    private final VideoService videos;
    private final RefusableTransaction transaction;

    ChapterEditing(Chapters chapters, VideoService videos, RefusableTransaction transaction) {
        this.chapters = chapters;
        this.videos = videos;
        this.transaction = transaction;
    }

    /** As a person typed it, its titles by language. */
    record Typed(int startMs, Map<String, String> titles) {
        Typed {
            titles = Map.copyOf(titles);
        }
    }

    /** All of them, or none. Whoever may not is told that there is no such video. */
    Result<Video> set(Caller caller, VideoId id, List<Typed> typed) {
        return transaction.change(() -> {
            Video video = Optional.ofNullable(videos.byIds(List.of(id)).get(id))
                    .filter(found -> videos.mayEdit(found, Optional.of(caller)))
                    .orElseThrow(() -> RefusedException.notFound(id));
            List<Chapter> all = checked(typed, video);
            chapters.hold(id);
            chapters.clear(id);
            if (!all.isEmpty()) {
                chapters.add(id, all);
            }
            return video;
        });
    }

    private static List<Chapter> checked(List<Typed> typed, Video video) {
        Integer durationMs = video.durationMs();
        if (durationMs == null && !typed.isEmpty()) {
            throw Chapter.refused(
                    "VIDEO_NOT_READY",
                    "El vídeo se está preparando todavía. Escribe los capítulos cuando se pueda ver.",
                    "The video is still being prepared. Write its chapters once it can be watched.");
        }
        if (typed.size() > MOST) {
            throw Chapter.refused("TOO_MANY_CHAPTERS", "Como mucho 100 capítulos.", "At most 100 chapters.");
        }
        List<Chapter> all = typed.stream()
                .map(each -> Chapter.of(each.startMs(), each.titles(), durationMs == null ? 0 : durationMs))
                .sorted(Comparator.comparingInt(Chapter::startMs))
                .toList();
        if (all.stream().mapToInt(Chapter::startMs).distinct().count() < all.size()) {
            throw Chapter.refused(
                    "CHAPTERS_COLLIDE",
                    "Dos capítulos empiezan en el mismo momento. Mueve uno.",
                    "Two chapters begin at the same moment. Move one.");
        }
        return all;
    }

    Map<VideoId, List<Chapter>> of(Collection<VideoId> videoIds) {
        return chapters.of(videoIds);
    }
}
