package io.aula.social.forum;

import java.util.List;

/** What a thread is to say from now on. */
record EditThreadInput(String threadId, String title, String bodyMarkdown, List<String> tags) {}
