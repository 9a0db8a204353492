package io.aula.social.forum;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CourseId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.social.access.CourseAccess;
import io.aula.social.access.Reader;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Course;
import io.aula.social.graphql.User;
import io.aula.social.markdown.SafeHtml;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/** Threads as they are read. Whoever holds one, or a page of them, was let in at the course. */
@Controller
class ThreadController {
    private final ForumThreads threads;
    private final ThreadService service;
    private final CourseAccess access;

    ThreadController(ForumThreads threads, ThreadService service, CourseAccess access, BatchLoaderRegistry batches) {
        this.threads = threads;
        this.service = service;
        this.access = access;
        Batch.<CourseId, Listing, ThreadConnection>register(batches, "threads", this::pages);
        Batch.<CourseId, ThreadFilter, Integer>register(batches, "threadCounts", this::counts);
    }

    /** All that a list of threads depends on, besides the course: who asks too, since the door is theirs. */
    record Listing(ThreadFilter filter, ThreadSort sort, Slice slice, Optional<Caller> reader) {}

    /** MongoDB has no limit for each of a group: of several courses each is asked for. */
    private Map<CourseId, ThreadConnection> pages(Listing listing, List<CourseId> courses) {
        Map<CourseId, ThreadConnection> pages = new HashMap<>();
        for (CourseId course : access.open(courses, listing.reader())) {
            List<ForumThread> found = threads.page(course, listing.filter(), listing.sort(), listing.slice());
            pages.put(course, ThreadConnection.of(course, listing.filter(), listing.sort(), listing.slice(), found));
        }
        return pages;
    }

    private Map<CourseId, Integer> counts(ThreadFilter filter, List<CourseId> courses) {
        Map<CourseId, Integer> found = threads.counts(courses, filter);
        return courses.stream().collect(toMap(Function.identity(), id -> Objects.requireNonNullElse(found.get(id), 0)));
    }

    @QueryMapping
    @Nullable
    ForumThread thread(@Argument String id) {
        return service.find(id, Reader.current()).orElse(null);
    }

    @EntityMapping("Thread")
    List<@Nullable ForumThread> threads(@Argument List<String> idList) {
        Set<ThreadId> ids =
                idList.stream().flatMap(id -> ThreadId.parse(id).stream()).collect(toSet());
        List<ForumThread> found = threads.byIds(ids);
        Set<CourseId> open =
                access.open(found.stream().map(ForumThread::courseId).collect(toSet()), Reader.current());
        Map<String, ForumThread> shown = found.stream()
                .filter(thread -> open.contains(thread.courseId()))
                .collect(toMap(thread -> thread.id().text(), Function.identity()));
        return idList.stream().<@Nullable ForumThread>map(shown::get).toList();
    }

    @SchemaMapping(typeName = "Course")
    CompletableFuture<@Nullable ThreadConnection> threads(
            Course course,
            @Argument @Nullable ThreadFilter filter,
            @Argument ThreadSort sort,
            @Argument int first,
            @Argument @Nullable String after,
            DataLoader<Asked<CourseId, Listing>, @Nullable ThreadConnection> threads) {
        Slice slice = Slice.forward(first, after).ofList(ThreadId.PREFIX, sort);
        ThreadFilter wanted = filter == null ? ThreadFilter.NONE : filter;
        return threads.load(new Asked<>(course.id(), new Listing(wanted, sort, slice, Reader.current())));
    }

    @SchemaMapping(typeName = "ThreadConnection")
    CompletableFuture<Integer> totalCount(
            ThreadConnection connection, DataLoader<Asked<CourseId, ThreadFilter>, Integer> threadCounts) {
        return threadCounts.load(new Asked<>(connection.of(), connection.filter()));
    }

    @BatchMapping(typeName = "Course", field = "viewerModerates")
    Map<Course, Boolean> courseModerated(List<Course> courses) {
        Set<CourseId> kept = access.kept(courses.stream().map(Course::id).toList(), Caller.require());
        return courses.stream()
                .collect(toMap(Function.identity(), course -> kept.contains(course.id()), (one, same) -> one));
    }

    @BatchMapping(typeName = "Thread")
    Map<ForumThread, Boolean> viewerModerates(List<ForumThread> of) {
        Set<CourseId> kept = access.kept(of.stream().map(ForumThread::courseId).collect(toSet()), Caller.require());
        return of.stream()
                .collect(toMap(Function.identity(), thread -> kept.contains(thread.courseId()), (one, same) -> one));
    }

    @BatchMapping(typeName = "Thread")
    Map<ForumThread, Boolean> fromInstructor(List<ForumThread> of) {
        Map<CourseId, Set<UserId>> staff =
                access.staff(of.stream().map(ForumThread::courseId).collect(toSet()));
        return of.stream()
                .collect(toMap(
                        Function.identity(),
                        thread -> thread.authorId() != null
                                && staff.getOrDefault(thread.courseId(), Set.of())
                                        .contains(thread.authorId()),
                        (one, same) -> one));
    }

    @SchemaMapping(typeName = "Thread")
    Course course(ForumThread thread) {
        return new Course(thread.courseId());
    }

    @SchemaMapping(typeName = "Thread")
    @Nullable
    User author(ForumThread thread) {
        return thread.authorId() == null ? null : new User(thread.authorId());
    }

    @SchemaMapping(typeName = "Thread")
    String bodyMarkdown(ForumThread thread) {
        return thread.body();
    }

    @SchemaMapping(typeName = "Thread")
    String bodyHtml(ForumThread thread) {
        return SafeHtml.of(thread.body());
    }

    @SchemaMapping(typeName = "Thread")
    boolean pinned(ForumThread thread) {
        return thread.isPinned();
    }

    @SchemaMapping(typeName = "Thread")
    boolean locked(ForumThread thread) {
        return thread.isLocked();
    }

    @SchemaMapping(typeName = "Thread")
    Instant lastActivityAt(ForumThread thread) {
        return thread.activeAt();
    }
}
