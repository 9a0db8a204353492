package io.aula.courses.playback;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessReason;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Course;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.video.Video;
import io.aula.courses.video.VideoService;
import io.aula.media.MediaGrant;
import io.aula.media.MediaTokens;
import io.aula.media.captions.CaptionFiles;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Grants playing for a while, or says why not. */
@Service
class PlaybackService {
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration SLACK = Duration.ofMinutes(30);
    private static final Duration STORYBOARD = Duration.ofHours(1);
    private static final Duration CLAIMABLE = Duration.ofHours(24);
    /** Previews that one network opens without signing in: a school may, a machine that asks for ever may not. */
    static final int MOST_VISITS = 600;

    private static final Duration VISITS_COUNT = Duration.ofHours(1);

    private final VideoService videos;
    private final WatchSessions sessions;
    private final VisitorNetworks networks;
    private final CatalogService catalog;
    private final AccessService access;
    private final MediaTokens tokens;
    private final Clock clock;

    PlaybackService(
            VideoService videos,
            WatchSessions sessions,
            VisitorNetworks networks,
            CatalogService catalog,
            AccessService access,
            MediaTokens tokens,
            Clock clock) {
        this.videos = videos;
        this.sessions = sessions;
        this.networks = networks;
        this.catalog = catalog;
        this.access = access;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param in the lesson that the video was reached through; without one, the first of its lessons that is open counts */
    @Transactional
    public PlaybackResult play(Video video, Optional<Lesson> in, Optional<Caller> caller) {
        List<Lesson> lessons = in.map(List::of)
                .orElseGet(() -> catalog.lessonsOfVideos(List.of(video.id())).getOrDefault(video.id(), List.of()));
        Access best = Access.granted(AccessReason.STAFF);
        Lesson through = null;
        for (Lesson lesson : lessons) {
            best = access.lesson(lesson, caller);
            through = lesson;
            if (best.allowed()) {
                break;
            }
        }
        if (!video.isOf(caller) && (through == null || !best.allowed())) {
            return denied(through == null ? AccessReason.NOT_PUBLISHED : best.reason(), through);
        }
        if (!video.isPlayable()) {
            return denied(AccessReason.NOT_RELEASED, through);
        }
        SessionId sessionId = SessionId.next();
        int startAt = 0;
        if (through != null && caller.isPresent()) {
            UserId userId = caller.get().user();
            sessions.await(userId);
            sessions.open(new WatchSessions.Session(sessionId, userId, through.id(), video.id(), false), span(video));
            sessions.supersede(userId);
            startAt = startAt(userId, through.id(), video);
        }
        if (through != null && caller.isEmpty()) {
            byte[] network = networks.current();
            if (sessions.openedTo(network, clock.instant().minus(VISITS_COUNT)) >= MOST_VISITS) {
                return tooManyVisits(through);
            }
            sessions.openToVisitor(
                    new WatchSessions.Session(sessionId, WatchSessions.VISITOR, through.id(), video.id(), false),
                    span(video),
                    network);
        }
        return grant(video, caller, sessionId, best.reason() == AccessReason.PREVIEW, startAt);
    }

    private WatchSessions.Span span(Video video) {
        Instant now = clock.instant();
        return new WatchSessions.Span(Objects.requireNonNullElse(video.durationMs(), 1), now, now.plus(life(video)));
    }

    private PlaybackResult tooManyVisits(Lesson lesson) {
        return denied(
                AccessReason.NOT_ENTITLED,
                Messages.of(
                        "Desde tu red se han abierto demasiados vídeos sin entrar. Entra en tu cuenta, o prueba dentro de una hora.",
                        "Too many videos were opened from your network without signing in. Sign in, or try again in an hour."),
                lesson);
    }

    /** What visitors watched is believed for a day after its grant, as everything is; then nobody can claim it any more. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT9M")
    @Transactional
    public void forgetVisitors() {
        sessions.forgetVisitorsBefore(clock.instant().minus(CLAIMABLE));
    }

    /** What one is told who plays nothing. */
    PlaybackResult nothingToRenew() {
        return denied(AccessReason.NOT_ENTITLED, null);
    }

    /** Asks again whether the caller still may; the player goes on with the new prefix. */
    @Transactional
    public PlaybackResult renew(SessionId sessionId, Caller caller) {
        WatchSessions.Session session = sessions.byId(sessionId)
                .filter(each -> each.userId().equals(caller.user()))
                .orElse(null);
        if (session == null) {
            return nothingToRenew();
        }
        Lesson lesson = catalog.knownLessons(List.of(session.lessonId())).get(session.lessonId());
        Video video = videos.byIds(List.of(session.videoId())).get(session.videoId());
        if (lesson == null || video == null) {
            return denied(AccessReason.NOT_PUBLISHED, lesson);
        }
        if (session.isClosed()) {
            return denied(AccessReason.SESSION_SUPERSEDED, lesson);
        }
        if (!video.id().equals(lesson.videoId())) {
            // What is shown now is asked for by a new playback.
            return denied(
                    AccessReason.NOT_PUBLISHED,
                    Messages.of(
                            "El vídeo de esta lección se ha cambiado. Ábrela otra vez para seguir.",
                            "The video of this lesson was changed. Open it again to go on."),
                    lesson);
        }
        Access now = access.lesson(lesson, Optional.of(caller));
        if (!now.allowed()) {
            return denied(now.reason(), lesson);
        }
        sessions.extend(sessionId, clock.instant().plus(life(video)));
        return grant(video, Optional.of(caller), sessionId, false, startAt(caller.user(), lesson.id(), video));
    }

    private int startAt(UserId userId, LessonId lessonId, Video video) {
        int position = sessions.position(userId, lessonId, video.id());
        return Video.opensAt(position, Objects.requireNonNullElse(video.durationMs(), 0));
    }

    private PlaybackResult.Granted grant(
            Video video, Optional<Caller> caller, SessionId sessionId, boolean isPreview, int startAt) {
        Instant now = clock.instant();
        Instant expires = now.plus(life(video));
        String prefix = prefix(video, caller, sessionId.text(), expires, isPreview);
        String sprite = video.spriteInfo() == null
                ? null
                : video.spriteInfo().path("vtt").asString(null);
        return new PlaybackResult.Granted(
                sessionId,
                prefix + hls(video),
                prefix + dash(video),
                expires,
                now.plus(life(video).dividedBy(2)),
                startAt,
                sprite == null ? null : prefix + sprite);
    }

    private static String hls(Video video) {
        return video.captionsRev() == 0 ? "master.m3u8" : CaptionFiles.hls(video.captionsRev());
    }

    private static String dash(Video video) {
        return video.captionsRev() == 0 ? "manifest.mpd" : CaptionFiles.dash(video.captionsRev());
    }

    /** Owners may, and so may those who may open one of its lessons. */
    Map<VideoId, Boolean> mayPlay(Collection<VideoId> videoIds, Optional<Caller> caller) {
        Map<VideoId, List<Lesson>> lessons = catalog.lessonsOfVideos(videoIds);
        Map<LessonId, Access> accesses =
                access.lessons(lessons.values().stream().flatMap(List::stream).toList(), caller);
        Map<VideoId, Boolean> answers = new HashMap<>();
        videos.byIds(videoIds)
                .forEach((id, video) -> answers.put(
                        id,
                        video.isOf(caller)
                                || lessons.getOrDefault(id, List.of()).stream()
                                        .map(Lesson::id)
                                        .map(accesses::get)
                                        .filter(Objects::nonNull)
                                        .anyMatch(Access::allowed)));
        return answers;
    }

    /** The caller has been found to be one who may play the video. */
    Storyboard storyboard(Video video, Optional<Caller> caller) {
        JsonNode sprite = Objects.requireNonNull(video.spriteInfo());
        String prefix = prefix(video, caller, "storyboard", clock.instant().plus(STORYBOARD), false);
        return new Storyboard(
                prefix + sprite.path("path").asString("sprite.jpg"),
                sprite.path("columns").asInt(),
                sprite.path("rows").asInt(),
                sprite.path("tileWidth").asInt(),
                sprite.path("tileHeight").asInt(),
                sprite.path("intervalMs").asInt());
    }

    private String prefix(Video video, Optional<Caller> caller, String session, Instant expires, boolean isPreview) {
        String token =
                tokens.sign(new MediaGrant(video.id().text(), caller.map(Caller::userId), session, expires, isPreview));
        return "/media/p/" + token + "/" + video.id() + "/" + video.mediaRev() + "/";
    }

    private static Duration life(Video video) {
        Duration wanted = Duration.ofMillis(2L * Objects.requireNonNullElse(video.durationMs(), 0))
                .plus(SLACK);
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }

    private PlaybackResult.Denied denied(AccessReason reason, @Nullable Lesson lesson) {
        return denied(reason, reason.message(), lesson);
    }

    private PlaybackResult.Denied denied(AccessReason reason, String message, @Nullable Lesson lesson) {
        Course course = lesson == null
                ? null
                : catalog.visible(List.of(lesson.courseId()), Caller.current()).get(lesson.courseId());
        return new PlaybackResult.Denied(reason, message, course);
    }
}
