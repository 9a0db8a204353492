package io.aula.courses.note;

import io.aula.courses.access.Access;
import io.aula.courses.access.AccessService;
import io.aula.courses.catalog.CatalogService;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.idempotency.Once;
import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NoteId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Writes, changes and gives people the notes that are theirs; whatever is not theirs is not there. */
@Service
class NoteService {
    /** What a page and a file of all of them are meant to hold. */
    private static final int MOST_IN_COURSE = 500;

    private final LessonNotes notes;
    private final CatalogService catalog;
    private final AccessService access;
    private final Once once;
    private final RefusableTransaction transaction;
    private final Clock clock;

    NoteService(
            LessonNotes notes,
            CatalogService catalog,
            AccessService access,
            Once once,
            RefusableTransaction transaction,
            Clock clock) {
        this.notes = notes;
        this.catalog = catalog;
        this.access = access;
        this.once = once;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param key of the wish to write it; without one it is written as often as it is said */
    Result<LessonNote> write(Caller caller, LessonId lessonId, int positionMs, String typed, @Nullable String key) {
        return transaction.change(() -> {
            NoteText text = NoteText.of(positionMs, typed);
            UserId user = caller.user();
            if (key == null) {
                return kept(user, add(caller, lessonId, text));
            }
            List<Object> request = List.of("note", lessonId.text(), positionMs, text.markdown());
            return switch (once.run(
                    user.text(), key, request, () -> add(caller, lessonId, text).text())) {
                case Once.Outcome.Made(String id) -> kept(user, new NoteId(id));
                case Once.Outcome.KeyReused() -> throw new RefusedException(new Refusal.KeyReused());
                case Once.Outcome.KeyInvalid() -> throw new RefusedException(new Refusal.KeyInvalid());
            };
        });
    }

    private NoteId add(Caller caller, LessonId lessonId, NoteText text) {
        Lesson lesson = Optional.ofNullable(catalog.visibleLessons(List.of(lessonId), Optional.of(caller))
                        .get(lessonId))
                .orElseThrow(() -> RefusedException.notFound(lessonId));
        Access may = access.lesson(lesson, Optional.of(caller));
        if (!may.allowed()) {
            throw RefusedException.againstRule(
                    may.reason().name(),
                    "Solo se toman notas de lecciones que puedes abrir. Las que ya tienes siguen aquí.",
                    "Notes are taken of lessons that you may open. Those you have stay here.",
                    "input",
                    "lessonId");
        }
        if (notes.countIn(caller.user(), lesson.courseId()) >= MOST_IN_COURSE) {
            throw RefusedException.againstRule(
                    "TOO_MANY_NOTES",
                    "En un curso caben 500 notas. Borra alguna o amplía una que ya tengas.",
                    "A course holds 500 notes. Delete one, or add to one that you have.",
                    "input");
        }
        Instant now = now();
        LessonNote note = new LessonNote(
                NoteId.next(),
                caller.user(),
                lesson.courseId(),
                lessonId,
                text.positionMs(),
                text.markdown(),
                1,
                now,
                now);
        notes.add(note);
        return note.id();
    }

    /** Also where the lesson may be opened no more. @param expectedRevision null for the last to write to win */
    Result<LessonNote> change(
            Caller caller, NoteId id, int positionMs, String typed, @Nullable Integer expectedRevision) {
        return transaction.change(() -> {
            NoteText text = NoteText.of(positionMs, typed);
            LessonNote note = notes.lock(caller.user(), id).orElseThrow(() -> RefusedException.notFound(id));
            if (note.bodyMarkdown().equals(text.markdown()) && note.positionMs() == text.positionMs()) {
                return note; // said again, since the answer was lost
            }
            if (expectedRevision != null && expectedRevision != note.revision()) {
                throw RefusedException.stale(note.revision());
            }
            notes.change(id, text, now());
            return kept(caller.user(), id);
        });
    }

    Result<NoteId> delete(Caller caller, NoteId id) {
        return transaction.change(() -> {
            if (!notes.delete(caller.user(), id, now())) {
                throw RefusedException.notFound(id);
            }
            return id;
        });
    }

    Result<LessonNote> restore(Caller caller, NoteId id) {
        return transaction.change(() -> {
            notes.restore(caller.user(), id);
            return kept(caller.user(), id);
        });
    }

    private LessonNote kept(UserId user, NoteId id) {
        return Optional.ofNullable(notes.byIds(user, List.of(id)).get(id))
                .orElseThrow(() -> RefusedException.notFound(id));
    }

    Map<NoteId, LessonNote> own(UserId user, Collection<NoteId> ids) {
        return notes.byIds(user, ids);
    }

    Connection<LessonNote> ofLesson(UserId user, LessonId lessonId, Slice slice) {
        return Connection.of(slice, notes.ofLesson(user, lessonId, slice), () -> notes.countOfLesson(user, lessonId));
    }

    Connection<LessonNote> page(UserId user, Optional<CourseId> courseId, Slice slice) {
        return Connection.of(slice, notes.page(user, courseId, slice), () -> notes.count(user, courseId));
    }

    /** PostgreSQL keeps microseconds: a moment is the same before and after it was stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
