package io.aula.courses.search;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.Asked;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.TrackId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Cursor;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds what was said. */
@Service
class TranscriptSearch {
    /** How often more is read for a page of what one may open, before it ends where it is. */
    private static final int MOST_ROUNDS = 5;

    private static final int READ_AT_ONCE = 100;

    private final CatalogService catalog;
    private final AccessService access;
    private final Passages passages;
    private final Clock clock;

    TranscriptSearch(CatalogService catalog, AccessService access, Passages passages, Clock clock) {
        this.catalog = catalog;
        this.access = access;
        this.passages = passages;
        this.clock = clock;
    }

    /** Whether passages say the words, or what resembles them. A page goes on as the first one began. */
    private enum Order {
        EXACT,
        NEAR
    }

    /**
     * @param locale of the captions; null for any
     * @param courseId in which alone; nothing is found in one that the caller does not see
     * @param onlyEntitled leaves out what the caller may not open
     */
    Connection<TranscriptHit> find(
            String typed,
            @Nullable String locale,
            @Nullable String courseId,
            boolean onlyEntitled,
            Slice slice,
            Optional<Caller> caller) {
        Asked asked = catalog.read(typed);
        Optional<CourseId> course = CourseId.parse(courseId == null ? "" : courseId)
                .filter(id -> catalog.course(id, caller).isPresent());
        if (asked.words().isEmpty() || (courseId != null && course.isEmpty())) {
            return Connection.of(slice.ofList(TrackId.PREFIX, Order.EXACT), List.of());
        }
        Optional<UserId> viewer = caller.map(Caller::user);
        boolean goesOnNear = slice.from()
                .filter(from -> from.sort().startsWith(Order.NEAR.name()))
                .isPresent();
        if (!goesOnNear) {
            Slice exact = slice.ofSearch(TrackId.PREFIX, Order.EXACT, asked.phrase());
            List<Row<TranscriptHit>> found =
                    read(new PassageSearch(asked, locale, course, viewer, false), exact, onlyEntitled, caller);
            if (!found.isEmpty() || slice.from().isPresent()) {
                return Connection.of(exact, found);
            }
        }
        Slice near = slice.ofSearch(TrackId.PREFIX, Order.NEAR, asked.phrase());
        return Connection.of(
                near, read(new PassageSearch(asked, locale, course, viewer, true), near, onlyEntitled, caller));
    }

    /** One more than asked for, when there is one. */
    private List<Row<TranscriptHit>> read(
            PassageSearch search, Slice slice, boolean onlyEntitled, Optional<Caller> caller) {
        int wanted = slice.size() + 1;
        int atOnce = onlyEntitled ? Math.max(wanted, READ_AT_ONCE) : wanted;
        List<Row<TranscriptHit>> all = new ArrayList<>();
        Optional<Cursor> after = slice.from();
        for (int round = 0; round < MOST_ROUNDS && all.size() < wanted; round++) {
            List<Passage> found = passages.page(search, after, clock.instant(), atOnce);
            all.addAll(hits(found, onlyEntitled, caller));
            if (found.size() < atOnce) {
                break;
            }
            Passage last = found.getLast();
            after = Optional.of(new Cursor(last.key(), last.trackId().text(), slice.sort()));
        }
        return all.subList(0, Math.min(all.size(), wanted));
    }

    private List<Row<TranscriptHit>> hits(List<Passage> found, boolean onlyEntitled, Optional<Caller> caller) {
        Set<LessonId> ids = found.stream().map(Passage::lessonId).collect(Collectors.toSet());
        Map<LessonId, Lesson> lessons = catalog.visibleLessons(ids, caller);
        Map<LessonId, Access> mays = access.lessons(lessons.values(), caller);
        return found.stream()
                .flatMap(
                        passage -> row(passage, lessons.get(passage.lessonId()), mays.get(passage.lessonId())).stream())
                .filter(row -> !onlyEntitled || row.node().viewerAccess().allowed())
                .toList();
    }

    /** Empty where the lesson went while it was being found. */
    private static Optional<Row<TranscriptHit>> row(Passage passage, @Nullable Lesson lesson, @Nullable Access access) {
        if (lesson == null || access == null) {
            return Optional.empty();
        }
        String snippet = access.allowed() ? passage.marked() : Snippet.around(passage.marked());
        return Optional.of(new Row<>(
                passage.key(),
                passage.trackId().text(),
                new TranscriptHit(
                        lesson,
                        passage.locale(),
                        passage.startMs(),
                        passage.endMs(),
                        snippet,
                        passage.points(),
                        access)));
    }
}
