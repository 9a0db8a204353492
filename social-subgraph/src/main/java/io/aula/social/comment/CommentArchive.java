package io.aula.social.comment;

import io.aula.platform.messaging.OutageException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** What other packages may ask of comments. */
@Component
public class CommentArchive {
    private final Comments comments;

    CommentArchive(Comments comments) {
        this.comments = comments;
    }

    /** Takes an erased person's name off what they wrote; a second time changes nothing. */
    public void forgetAuthor(String userId) {
        try {
            comments.forgetAuthor(userId);
        } catch (DataAccessResourceFailureException e) {
            throw new OutageException("MongoDB is away", e);
        }
    }

    /** Comments whose events the broker has not confirmed. */
    public long countPending() {
        return comments.countPending();
    }
}
