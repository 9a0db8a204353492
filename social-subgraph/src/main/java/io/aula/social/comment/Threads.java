package io.aula.social.comment;

import io.aula.platform.id.ThreadId;
import java.util.Collection;
import java.util.Map;

/** What comments ask of the threads that they are posts of; the forum answers. */
public interface Threads {

    /** One that is not there, or not any more, is not in the answer. */
    Map<ThreadId, ThreadOfPosts> find(Collection<ThreadId> ids);

    /** A post came or went: the thread counts anew. */
    void recount(ThreadId id);
}
