package io.aula.social.comment;

import io.aula.platform.id.CommentId;
import io.aula.platform.id.ThreadId;

/** Who keeps what waits for an answer of those who teach: told behind each change, and again for one that a crash cut off. */
public interface Unanswered {

    /** Something in the conversation that begins with this comment under a lesson came, went or was put out of sight. */
    void lookAgain(CommentId first);

    /** The same of a thread. */
    void lookAgain(ThreadId thread);
}
