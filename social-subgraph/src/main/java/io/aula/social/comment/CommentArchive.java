package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.UserId;
import io.aula.social.documents.Documents;
import java.util.List;
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

    /** Comments whose events the broker has not confirmed. */
    public long countPending() {
        return comments.countPending();
    }
}
