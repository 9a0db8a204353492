package io.aula.social.comment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.page.Slice;
import io.aula.platform.security.Caller;
import io.aula.platform.translation.LanguageGuess;
import io.aula.social.access.LessonAccess;
import io.aula.social.access.Reader;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.User;
import io.aula.social.markdown.SafeHtml;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;

/**
 * Comments as they are read. Whoever holds a comment or a page of them was let in at its lesson or its thread: what hangs on it is
 * not asked for again.
 */
@Controller
class CommentController {
    private static final int SHORTEST_BIN_MS = 1_000;

    private final Comments comments;
    private final Votes votes;
    private final CommentService service;
    private final LessonAccess access;
    private final Doors doors;

    CommentController(
            Comments comments,
            Votes votes,
            CommentService service,
            TranslationService translations,
            LessonAccess access,
            Doors doors,
            BatchLoaderRegistry batches) {
        this.comments = comments;
        this.votes = votes;
        this.service = service;
        this.access = access;
        this.doors = doors;
        Batch.<LessonId, Entering<Listing<LessonId>>, CommentConnection<LessonId>>register(
                batches, "comments", (asked, ids) -> pages(asked.what(), open(asked, ids)));
        Batch.<CommentId, Listing<CommentId>, CommentConnection<CommentId>>register(batches, "replies", this::pages);
        Batch.<ThreadId, Listing<ThreadId>, CommentConnection<ThreadId>>register(batches, "posts", this::pages);
        Batch.<LessonId, Entering<Integer>, List<CommentBin>>register(
                batches, "commentDensity", (asked, ids) -> density(asked.what(), open(asked, ids)));
        Batch.<Object, Where<?>, Integer>register(batches, "commentCounts", this::counts);
        Batch.<Comment, String, String>register(
                batches, "commentTranslations", (to, of) -> inLanguage(to, of, translations));
    }

    /** All that a list of comments depends on, besides what it is taken from. */
    record Listing<K>(Where<K> where, CommentSort sort, Slice slice) {}

    /** What is asked of a lesson, and who asks: a batch must never answer one person with what is open to another. */
    record Entering<A>(A what, Optional<Caller> reader) {}

    record CommentBin(int startMs, int count) {}

    private List<LessonId> open(Entering<?> asked, List<LessonId> ids) {
        return List.copyOf(access.open(ids, asked.reader()));
    }

    private <K> Map<K, CommentConnection<K>> pages(Listing<K> listing, List<K> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<K, List<Comment>> found = comments.pages(listing.where(), ids, listing.sort(), listing.slice());
        return ids.stream()
                .collect(toMap(
                        Function.identity(),
                        id -> CommentConnection.of(
                                id, listing.where(), listing.slice(), found.getOrDefault(id, List.of()))));
    }

    private Map<Object, Integer> counts(Where<?> where, List<Object> ids) {
        Map<?, Integer> found = comments.counts(where, ids);
        return ids.stream().collect(toMap(Function.identity(), id -> Objects.requireNonNullElse(found.get(id), 0)));
    }

    private Map<LessonId, List<CommentBin>> density(int resolutionMs, List<LessonId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<LessonId, SortedMap<Integer, Integer>> found = comments.density(ids, resolutionMs);
        return ids.stream()
                .collect(toMap(Function.identity(), id -> bins(found.getOrDefault(id, Collections.emptySortedMap()))));
    }

    private static Map<Comment, String> inLanguage(String to, List<Comment> of, TranslationService translations) {
        Map<CommentId, String> texts = translations.translate(of, to);
        return of.stream()
                .filter(comment -> texts.containsKey(comment.id()))
                .collect(toMap(Function.identity(), comment -> texts.get(comment.id())));
    }

    private static List<CommentBin> bins(SortedMap<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .map(bin -> new CommentBin(bin.getKey(), bin.getValue()))
                .toList();
    }

    @QueryMapping
    @Nullable
    Comment comment(@Argument String id) {
        return service.find(id, Reader.current()).orElse(null);
    }

    @EntityMapping("Comment")
    List<@Nullable Comment> comments(@Argument List<String> idList) {
        Set<CommentId> ids =
                idList.stream().flatMap(id -> CommentId.parse(id).stream()).collect(toSet());
        List<Comment> found = comments.byIds(ids);
        Set<Home> open = doors.open(found.stream().map(Comment::home).collect(toSet()), Reader.current());
        Map<String, Comment> shown = found.stream()
                .filter(comment -> open.contains(comment.home()))
                .collect(toMap(comment -> comment.id().text(), Function.identity()));
        return idList.stream().<@Nullable Comment>map(shown::get).toList();
    }

    @SchemaMapping(typeName = "Lesson")
    CompletableFuture<@Nullable CommentConnection<LessonId>> comments(
            Lesson lesson,
            @Arguments CommentsArguments arguments,
            DataLoader<Asked<LessonId, Entering<Listing<LessonId>>>, @Nullable CommentConnection<LessonId>> comments) {
        return comments.load(new Asked<>(lesson.id(), new Entering<>(arguments.listing(), Reader.current())));
    }

    record CommentsArguments(
            @Nullable Integer aroundMs,
            int windowMs,
            CommentSort sort,
            @Nullable Integer first,
            @Nullable String after,
            @Nullable Integer last,
            @Nullable String before) {
        Listing<LessonId> listing() {
            return new Listing<>(
                    Where.under(aroundMs, windowMs),
                    sort,
                    Slice.of(first, after, last, before).ofList(CommentId.PREFIX));
        }
    }

    @SchemaMapping(typeName = "Lesson")
    CompletableFuture<@Nullable List<CommentBin>> commentDensity(
            Lesson lesson,
            @Argument int resolutionMs,
            DataLoader<Asked<LessonId, Entering<Integer>>, @Nullable List<CommentBin>> commentDensity) {
        if (resolutionMs < SHORTEST_BIN_MS) {
            throw DomainException.badInput(Messages.of(
                    "resolutionMs es al menos " + SHORTEST_BIN_MS + ".",
                    "resolutionMs is at least " + SHORTEST_BIN_MS + "."));
        }
        return commentDensity.load(new Asked<>(lesson.id(), new Entering<>(resolutionMs, Reader.current())));
    }

    @SchemaMapping(typeName = "CommentConnection")
    CompletableFuture<Integer> totalCount(
            CommentConnection<?> connection, DataLoader<Asked<Object, Where<?>>, Integer> commentCounts) {
        return commentCounts.load(new Asked<>(connection.of(), connection.where()));
    }

    @SchemaMapping(typeName = "Comment")
    CompletableFuture<CommentConnection<CommentId>> replies(
            Comment comment,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataLoader<Asked<CommentId, Listing<CommentId>>, CommentConnection<CommentId>> replies) {
        Slice slice = Slice.of(first, after, last, before).ofList(CommentId.PREFIX);
        Listing<CommentId> listing = new Listing<>(Where.inReply(), CommentSort.OLDEST, slice);
        if (comment.replyCount() == 0) {
            return CompletableFuture.completedFuture(
                    CommentConnection.of(comment.id(), listing.where(), slice, List.of()));
        }
        return replies.load(new Asked<>(comment.id(), listing));
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    User author(Comment comment) {
        return comment.authorId() == null ? null : new User(comment.authorId());
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    Lesson lesson(Comment comment) {
        return comment.lessonId() == null ? null : new Lesson(comment.lessonId());
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Comment> parent(List<Comment> of) {
        Set<CommentId> ids =
                of.stream().map(Comment::parentId).filter(Objects::nonNull).collect(toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<CommentId, Comment> parents = comments.byIds(ids).stream().collect(toMap(Comment::id, Function.identity()));
        Map<Comment, Comment> result = new HashMap<>();
        for (Comment comment : of) {
            Comment parent = comment.parentId() == null ? null : parents.get(comment.parentId());
            if (parent != null) {
                result.put(comment, parent);
            }
        }
        return result;
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    String bodyMarkdown(Comment comment) {
        return body(comment);
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    String bodyHtml(Comment comment) {
        String body = body(comment);
        return body == null ? null : SafeHtml.of(body);
    }

    /** Of what is held or was removed its author and the moderators read what it said. */
    private static @Nullable String body(Comment comment) {
        return comment.isReadableBy(Reader.current()) ? comment.body() : null;
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    String locale(Comment comment) {
        String body = body(comment);
        return body == null ? null : LanguageGuess.of(SafeHtml.textOf(body)).orElse(null);
    }

    @SchemaMapping(typeName = "Comment")
    CompletableFuture<@Nullable String> translation(
            Comment comment,
            @Argument String to,
            DataLoader<Asked<Comment, String>, @Nullable String> commentTranslations) {
        return commentTranslations.load(new Asked<>(comment, to));
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Boolean> viewerUpvoted(List<Comment> of) {
        Set<CommentId> voted =
                votes.of(Caller.require().user(), of.stream().map(Comment::id).toList());
        Map<Comment, Boolean> result = new HashMap<>();
        of.forEach(comment -> result.put(comment, voted.contains(comment.id())));
        return result;
    }
}
