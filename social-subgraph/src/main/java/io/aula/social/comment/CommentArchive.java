package io.aula.social.comment;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;
import io.aula.social.documents.Documents;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What other packages may ask of comments. */
@Component
public class CommentArchive {
    private static final int VOTES_AT_ONCE = 500;

    private final Comments comments;
    private final Votes votes;
    private final Doors doors;

    CommentArchive(Comments comments, Votes votes, Doors doors) {
        this.comments = comments;
        this.votes = votes;
        this.doors = doors;
    }

    /**
     * What somebody wrote and everybody can still see.
     *
     * @param root the first of its conversation, perhaps itself
     * @param rootAuthor null once erased
     * @param lesson it is under, or null
     * @param thread it is a post of, or null
     */
    public record Written(
            CommentId id,
            UserId author,
            CommentId root,
            @Nullable UserId rootAuthor,
            @Nullable LessonId lesson,
            @Nullable ThreadOfPosts thread,
            String body) {}

    /** Nothing of what was taken back, by whoever is erased, or in a thread that is gone. */
    public Optional<Written> written(CommentId id) {
        return comments.byId(id).filter(Comment::isVisible).flatMap(this::written);
    }

    /** Who wrote those of the comments that everybody can still see; nothing of the erased. */
    public Map<CommentId, UserId> authors(Collection<CommentId> ids) {
        return comments.byIds(ids).stream()
                .filter(comment -> comment.isVisible() && comment.authorId() != null)
                .collect(toMap(Comment::id, comment -> Objects.requireNonNull(comment.authorId())));
    }

    private Optional<Written> written(Comment comment) {
        ThreadOfPosts thread = comment.threadId() == null
                ? null
                : doors.found(List.of(comment.home())).get(comment.threadId());
        boolean isHomeless = comment.threadId() != null && thread == null;
        if (comment.authorId() == null || comment.body() == null || isHomeless) {
            return Optional.empty();
        }
        Optional<Comment> root = comment.parentId() == null ? Optional.of(comment) : comments.byId(comment.parentId());
        return Optional.of(new Written(
                comment.id(),
                comment.authorId(),
                comment.root(),
                root.map(Comment::authorId).orElse(null),
                comment.lessonId(),
                thread,
                comment.body()));
    }

    /** What another feature's field shows as a comment: those that are to be seen, where it is open to the reader. */
    public Map<String, Object> shown(Collection<CommentId> ids, Optional<Caller> reader) {
        List<Comment> found =
                comments.byIds(ids).stream().filter(Comment::isVisible).toList();
        Set<Home> open = doors.open(found.stream().map(Comment::home).collect(toSet()), reader);
        return found.stream()
                .filter(comment -> open.contains(comment.home()))
                .collect(toMap(comment -> comment.id().text(), Function.identity()));
    }

    /** Takes an erased person's name off what they wrote, and their votes away; a second time changes nothing. */
    public void forgetAuthor(UserId userId) {
        Documents.inBackground(() -> {
            comments.forgetAuthor(userId);
            List<Votes.Vote> some;
            do {
                some = votes.by(userId, "", VOTES_AT_ONCE);
                votes.remove(some);
                some.forEach(vote -> comments.setUpvotes(vote.targetId(), votes.count(vote.targetId())));
            } while (some.size() == VOTES_AT_ONCE);
        });
    }

    /**
     * What is kept of a comment or a vote, as its person is told it.
     *
     * @param key its place among others
     */
    public record Row(String key, Map<String, ?> content) {}

    /** What somebody wrote, deleted or not, in order behind a place. */
    public List<Row> writtenBy(UserId person, String after, int most) {
        return comments.by(person, after, most).stream()
                .map(comment -> new Row(comment.id().text(), content(comment)))
                .toList();
    }

    private static Map<String, ?> content(Comment comment) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", comment.id().text());
        if (comment.lessonId() != null) {
            content.put("lessonId", comment.lessonId().text());
        }
        if (comment.threadId() != null) {
            content.put("threadId", comment.threadId().text());
        }
        content.put("visibility", comment.visibility().name());
        content.put("createdAt", comment.createdAt().toString());
        if (comment.body() != null) {
            content.put("text", comment.body());
        }
        if (comment.parentId() != null) {
            content.put("answerTo", comment.parentId().text());
        }
        return content;
    }

    /** The comments that somebody voted for, in order behind a place. */
    public List<Row> votesOf(UserId person, String after, int most) {
        return votes.by(person, after, most).stream()
                .map(vote ->
                        new Row(vote.id(), Map.of("commentId", vote.targetId().text())))
                .toList();
    }

    /** Whose name stands at a comment or a vote. */
    public Set<UserId> people(int atMost) {
        Set<UserId> people = new TreeSet<>(Comparator.comparing(UserId::text));
        comments.all(atMost).stream()
                .map(Comment::authorId)
                .filter(Objects::nonNull)
                .forEach(people::add);
        votes.all(atMost).stream().map(Votes.Vote::userId).forEach(people::add);
        return people;
    }

    /** Comments whose events the broker has not confirmed. */
    public long countPending() {
        return comments.events().count();
    }
}
