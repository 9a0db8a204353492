package io.aula.social.inbox;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;
import io.aula.social.comment.Conversations;
import io.aula.social.documents.Documents;
import io.aula.social.forum.ForumArchive;
import java.util.List;
import org.springframework.stereotype.Component;

/** What other packages may ask of inboxes. */
@Component
public class InboxArchive {
    private static final int AT_ONCE = 500;

    private final InboxItems items;
    private final InboxKeeper keeper;
    private final Conversations conversations;
    private final ForumArchive forums;

    InboxArchive(InboxItems items, InboxKeeper keeper, Conversations conversations, ForumArchive forums) {
        this.items = items;
        this.keeper = keeper;
        this.conversations = conversations;
        this.forums = forums;
    }

    /** What was asked before there were inboxes is in them after the first start that knows who may read what. */
    public void fillOnce() {
        if (!items.isFilled()) {
            lookAtAll();
            items.noteFilled();
        }
    }

    /** Looks at everything that was ever asked: an inbox that was lost is as it was, but for what was marked as done. */
    public void lookAtAll() {
        Documents.inBackground(() -> {
            List<CommentId> comments = conversations.firsts("", AT_ONCE);
            while (!comments.isEmpty()) {
                comments.forEach(keeper::lookAgain);
                comments = conversations.firsts(comments.getLast().text(), AT_ONCE);
            }
            List<ThreadId> threads = forums.questions("", AT_ONCE);
            while (!threads.isEmpty()) {
                threads.forEach(keeper::lookAgain);
                threads = forums.questions(threads.getLast().text(), AT_ONCE);
            }
        });
    }
}
