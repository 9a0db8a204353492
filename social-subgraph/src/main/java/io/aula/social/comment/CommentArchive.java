package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.UserId;
import io.aula.social.documents.Documents;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What other packages may ask of comments. */
@Component
public class CommentArchive {
    private final Comments comments;
    private final Votes votes;

    CommentArchive(Comments comments, Votes votes) {
        this.comments = comments;
        this.votes = votes;
    }

    /** Takes an erased person's name off what they wrote, and their votes away; a second time changes nothing. */
    public void forgetAuthor(UserId userId) {
        Documents.inBackground(() -> {
            comments.forgetAuthor(userId);
            List<CommentId> voted = votes.by(userId);
            votes.forget(userId);
            voted.forEach(target -> comments.setUpvotes(target, votes.count(target)));
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
