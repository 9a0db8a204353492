package io.aula.courses.note;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsDataLoader;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import graphql.schema.DataFetchingEnvironment;
import io.aula.courses.catalog.CatalogLoaders;
import io.aula.courses.catalog.Lesson;
import io.aula.courses.catalog.User;
import io.aula.courses.graphql.UserError;
import io.aula.courses.refusal.Result;
import io.aula.courses.schema.types.SaveNoteInput;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NoteId;
import io.aula.platform.page.Connection;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.dataloader.MappedBatchLoader;
import org.jspecify.annotations.Nullable;

/** Notes in the graph: each for its writer alone. */
@DgsComponent
public class NoteController {
    static final String NOTE = "note";

    @DgsDataLoader(name = NOTE)
    public final MappedBatchLoader<NoteId, LessonNote> byId;

    private final NoteService service;

    NoteController(NoteService service) {
        this.service = service;
        byId = ids ->
                CompletableFuture.completedFuture(service.own(Caller.require().user(), ids));
    }

    /** A lesson's are read by their seconds, a person's by when they were written. */
    private enum Order {
        OF_LESSON,
        LATEST
    }

    record NotePayload(@Nullable LessonNote note, List<UserError> userErrors) {}

    record DeletePayload(@Nullable String deletedId, List<UserError> userErrors) {}

    @DgsMutation
    public NotePayload saveNote(@InputArgument SaveNoteInput input) {
        Caller caller = Caller.require();
        String id = input.getId();
        return payload(
                id == null
                        ? Result.on(
                                input.getLessonId(),
                                LessonId::parse,
                                lesson -> service.write(
                                        caller,
                                        lesson,
                                        input.getPositionMs(),
                                        input.getBodyMarkdown(),
                                        input.getIdempotencyKey()))
                        : Result.on(
                                id,
                                NoteId::parse,
                                note -> service.change(
                                        caller,
                                        note,
                                        input.getPositionMs(),
                                        input.getBodyMarkdown(),
                                        input.getExpectedRevision())));
    }

    @DgsMutation
    public DeletePayload deleteNote(@InputArgument String id) {
        return switch (Result.on(id, NoteId::parse, note -> service.delete(Caller.require(), note))) {
            case Result.Done<NoteId>(NoteId gone) -> new DeletePayload(gone.text(), List.of());
            case Result.Refused<NoteId>(var why) -> new DeletePayload(null, UserError.of(why));
        };
    }

    @DgsMutation
    public NotePayload restoreNote(@InputArgument String id) {
        return payload(Result.on(id, NoteId::parse, note -> service.restore(Caller.require(), note)));
    }

    private static NotePayload payload(Result<LessonNote> result) {
        return switch (result) {
            case Result.Done<LessonNote>(LessonNote note) -> new NotePayload(note, List.of());
            case Result.Refused<LessonNote>(var why) -> new NotePayload(null, UserError.of(why));
        };
    }

    @DgsEntityFetcher(name = "LessonNote")
    public CompletableFuture<LessonNote> noteEntity(Map<String, Object> key, DgsDataFetchingEnvironment env) {
        DataLoader<NoteId, LessonNote> loader = Objects.requireNonNull(env.getDataLoader(NOTE));
        return NoteId.parse(String.valueOf(key.get("id")))
                .map(loader::load)
                .orElseGet(() -> CompletableFuture.completedFuture(null)); // missing, as one that is not there
    }

    @DgsData(parentType = "Lesson", field = "notes")
    public Connection<LessonNote> notesOfLesson(DataFetchingEnvironment env) {
        Lesson lesson = Objects.requireNonNull(env.getSource());
        return service.ofLesson(Caller.require().user(), lesson.id(), slice(env, Order.OF_LESSON));
    }

    /** One's own only. What is no course's id has no notes. */
    @DgsData(parentType = "User", field = "notes")
    public @Nullable Connection<LessonNote> notesOfPerson(
            @InputArgument @Nullable String courseId, DataFetchingEnvironment env) {
        User user = Objects.requireNonNull(env.getSource());
        Slice slice = slice(env, Order.LATEST);
        Optional<CourseId> course = Optional.ofNullable(courseId).flatMap(CourseId::parse);
        if (!Caller.require().user().equals(user.id())) {
            return null;
        }
        return courseId != null && course.isEmpty()
                ? Connection.of(slice, List.of(), () -> 0)
                : service.page(user.id(), course, slice);
    }

    private static Slice slice(DataFetchingEnvironment env, Order order) {
        return Slice.forward(env.getArgument("first"), env.getArgument("after")).ofList(NoteId.PREFIX, order);
    }

    @DgsData(parentType = "LessonNote", field = "lesson")
    public CompletableFuture<Lesson> lessonOfNote(DgsDataFetchingEnvironment env) {
        DataLoader<LessonId, Lesson> loader = Objects.requireNonNull(env.getDataLoader(CatalogLoaders.LESSON));
        return loader.load(note(env).lessonId());
    }

    @DgsData(parentType = "LessonNote")
    public String bodyHtml(DataFetchingEnvironment env) {
        return NoteText.html(note(env).bodyMarkdown());
    }

    private static LessonNote note(DataFetchingEnvironment env) {
        return Objects.requireNonNull(env.getSource());
    }
}
