package io.aula.social.comment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;
import io.aula.platform.page.Slice;
import io.aula.social.comment.CommentController.Listing;
import io.aula.social.graphql.Batch.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Comments as posts of the threads of a forum. Whoever holds a thread was let in at its course. */
@Controller
class PostController {
    private final Comments comments;
    private final Doors doors;

    PostController(Comments comments, Doors doors) {
        this.comments = comments;
        this.doors = doors;
    }

    @SchemaMapping(typeName = "Thread")
    CompletableFuture<CommentConnection<ThreadId>> posts(
            ThreadOfPosts thread,
            @Argument CommentSort sort,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            DataLoader<Asked<ThreadId, Listing<ThreadId>>, CommentConnection<ThreadId>> posts) {
        Slice slice = Slice.of(first, after, last, before).ofList(CommentId.PREFIX);
        return posts.load(new Asked<>(thread.id(), new Listing<>(Where.inThread(), sort, slice)));
    }

    @BatchMapping(typeName = "Thread")
    Map<ThreadOfPosts, Comment> answer(List<ThreadOfPosts> threads) {
        Set<CommentId> ids = threads.stream()
                .map(ThreadOfPosts::answerId)
                .filter(Objects::nonNull)
                .collect(toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        Map<CommentId, Comment> found = comments.byIds(ids).stream()
                .filter(Comment::isVisible)
                .collect(toMap(Comment::id, Function.identity()));
        Map<ThreadOfPosts, Comment> answers = new HashMap<>();
        for (ThreadOfPosts thread : threads) {
            Comment answer = thread.answerId() == null ? null : found.get(thread.answerId());
            if (answer != null) {
                answers.put(thread, answer);
            }
        }
        return answers;
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, ThreadOfPosts> thread(List<Comment> posts) {
        Map<ThreadId, ThreadOfPosts> found = doors.found(homes(posts));
        Map<Comment, ThreadOfPosts> threads = new HashMap<>();
        for (Comment post : posts) {
            ThreadOfPosts thread = post.threadId() == null ? null : found.get(post.threadId());
            if (thread != null) {
                threads.put(post, thread);
            }
        }
        return threads;
    }

    @BatchMapping(typeName = "Comment")
    Map<Comment, Boolean> isAnswer(List<Comment> posts) {
        Map<Comment, ThreadOfPosts> threads = thread(posts);
        return posts.stream()
                .collect(toMap(
                        Function.identity(),
                        post -> post.isVisible()
                                && threads.containsKey(post)
                                && post.id().equals(threads.get(post).answerId()),
                        (one, same) -> one));
    }

    private static Set<Home> homes(List<Comment> comments) {
        return comments.stream().map(Comment::home).collect(toSet());
    }
}
