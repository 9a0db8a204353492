package io.aula.social.comment;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.LiveBus;
import io.aula.platform.security.Caller;
import io.aula.social.comment.CommentService.Outcome;
import io.aula.social.graphql.Batch;
import io.aula.social.graphql.Batch.Asked;
import io.aula.social.graphql.Lesson;
import io.aula.social.graphql.Page;
import io.aula.social.graphql.User;
import io.aula.social.graphql.UserError;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.federation.EntityMapping;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.Arguments;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@Controller
class CommentController {
    private static final int SHORTEST_BIN_MS = 1_000;

    private final Comments comments;
    private final Votes votes;
    private final CommentService service;
    private final LiveBus live;

    CommentController(
            Comments comments, Votes votes, CommentService service, LiveBus live, BatchLoaderRegistry batches) {
        this.comments = comments;
        this.votes = votes;
        this.service = service;
        this.live = live;
        Batch.<Listing, CommentConnection>register(batches, "comments", (listing, ids) -> {
            Map<String, List<Comment>> found = comments.pages(listing.where(), ids, listing.sort(), listing.page());
            return ids.stream()
                    .collect(Collectors.toMap(
                            Function.identity(),
                            id -> CommentConnection.of(
                                    id, listing.where(), listing.page(), found.getOrDefault(id, List.of()))));
        });
        Batch.<Where, Integer>register(batches, "commentCounts", (where, ids) -> {
            Map<String, Integer> found = comments.counts(where, ids);
            return ids.stream().collect(Collectors.toMap(Function.identity(), id -> found.getOrDefault(id, 0)));
        });
        Batch.<Integer, List<CommentBin>>register(batches, "commentDensity", (resolutionMs, ids) -> {
            Map<String, SortedMap<Integer, Integer>> found = comments.density(ids, resolutionMs);
            return ids.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), id -> bins(found.getOrDefault(id, Collections.emptySortedMap()))));
        });
    }

    /** All that a list of comments depends on, besides the lesson or thread it is taken from. */
    record Listing(Where where, CommentSort sort, Page page) {}

    record CommentBin(int startMs, int count) {}

    record CommentPayload(@Nullable Comment comment, List<UserError> userErrors) {}

    record VotePayload(@Nullable Integer upvotes, List<UserError> userErrors) {}

    @QueryMapping
    @Nullable
    Comment comment(@Argument String id) {
        return comments.byId(id).orElse(null);
    }

    @EntityMapping("Comment")
    List<@Nullable Comment> comments(@Argument List<String> idList) {
        Map<String, Comment> found =
                comments.byIds(idList).stream().collect(Collectors.toMap(Comment::id, Function.identity()));
        return idList.stream().<@Nullable Comment>map(found::get).toList();
    }

    @SchemaMapping(typeName = "Lesson")
    CompletableFuture<CommentConnection> comments(
            Lesson lesson,
            @Arguments CommentsArguments arguments,
            DataLoader<Asked<Listing>, CommentConnection> comments) {
        return comments.load(new Asked<>(lesson.id(), arguments.listing()));
    }

    record CommentsArguments(
            @Nullable Integer aroundMs,
            int windowMs,
            CommentSort sort,
            @Nullable Integer first,
            @Nullable String after) {
        Listing listing() {
            return new Listing(Where.under(aroundMs, windowMs), sort, Page.of(first, after));
        }
    }

    @SchemaMapping(typeName = "Lesson")
    CompletableFuture<List<CommentBin>> commentDensity(
            Lesson lesson, @Argument int resolutionMs, DataLoader<Asked<Integer>, List<CommentBin>> commentDensity) {
        if (resolutionMs < SHORTEST_BIN_MS) {
            throw DomainException.badInput("resolutionMs is at least " + SHORTEST_BIN_MS + ".");
        }
        return commentDensity.load(new Asked<>(lesson.id(), resolutionMs));
    }

    private static List<CommentBin> bins(SortedMap<Integer, Integer> counts) {
        return counts.entrySet().stream()
                .map(bin -> new CommentBin(bin.getKey(), bin.getValue()))
                .toList();
    }

    @SchemaMapping(typeName = "CommentConnection")
    CompletableFuture<Integer> totalCount(
            CommentConnection connection, DataLoader<Asked<Where>, Integer> commentCounts) {
        return commentCounts.load(new Asked<>(connection.of(), connection.where()));
    }

    @SchemaMapping(typeName = "Comment")
    CompletableFuture<CommentConnection> replies(
            Comment comment,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            DataLoader<Asked<Listing>, CommentConnection> comments) {
        Listing listing = new Listing(Where.inThread(), CommentSort.OLDEST, Page.of(first, after));
        if (comment.replyCount() == 0) {
            return CompletableFuture.completedFuture(
                    CommentConnection.of(comment.id(), listing.where(), listing.page(), List.of()));
        }
        return comments.load(new Asked<>(comment.id(), listing));
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    User author(Comment comment) {
        return comment.authorId() == null ? null : new User(comment.authorId());
    }

    @SchemaMapping(typeName = "Comment")
    Lesson lesson(Comment comment) {
        return new Lesson(comment.lessonId());
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Comment> parent(List<Comment> of) {
        Set<String> ids =
                of.stream().map(Comment::parentId).filter(Objects::nonNull).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<String, Comment> parents =
                comments.byIds(ids).stream().collect(Collectors.toMap(Comment::id, Function.identity()));
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
        return comment.body();
    }

    @SchemaMapping(typeName = "Comment")
    @Nullable
    String bodyHtml(Comment comment) {
        return comment.body() == null ? null : SafeHtml.of(comment.body());
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Boolean> viewerUpvoted(List<Comment> of) {
        Set<String> voted =
                votes.of(Caller.require().userId(), of.stream().map(Comment::id).toList());
        Map<Comment, Boolean> result = new HashMap<>();
        of.forEach(comment -> result.put(comment, voted.contains(comment.id())));
        return result;
    }

    @MutationMapping
    CommentPayload addComment(@Argument NewComment input) {
        return payload(service.add(Caller.require(), input));
    }

    @MutationMapping
    CommentPayload editComment(@Argument String id, @Argument String bodyMarkdown) {
        return payload(service.edit(Caller.require(), id, bodyMarkdown));
    }

    @MutationMapping
    CommentPayload deleteComment(@Argument String id) {
        return payload(service.delete(Caller.require(), id));
    }

    @MutationMapping
    VotePayload upvote(@Argument String targetId, @Argument boolean on) {
        return switch (service.vote(Caller.require(), targetId, on)) {
            case Outcome.Voted voted -> new VotePayload(voted.upvotes(), List.of());
            case Outcome.Done done -> new VotePayload(done.comment().upvotes(), List.of());
            case Outcome.Refused refused -> new VotePayload(null, List.of(refused.error()));
        };
    }

    private static CommentPayload payload(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done -> new CommentPayload(done.comment(), List.of());
            case Outcome.Voted voted -> new CommentPayload(null, List.of());
            case Outcome.Refused refused -> new CommentPayload(null, List.of(refused.error()));
        };
    }

    /** What others write; the caller's own is already on their screen. */
    @SubscriptionMapping
    Flux<Comment> lessonCommentAdded(@Argument String lessonId) {
        Caller caller = Caller.require();
        if (!Ids.is("les", lessonId)) { // the id becomes part of a routing key
            throw DomainException.notFound("There is no lesson " + lessonId + ".");
        }
        return live.subscribe("comment." + lessonId)
                .concatMap(news -> Mono.fromCallable(() ->
                                comments.byId(news.path("commentId").asString()).orElse(null))
                        .subscribeOn(Schedulers.boundedElastic()))
                .filter(comment -> comment.isVisible() && !comment.isBy(caller.userId()));
    }
}
