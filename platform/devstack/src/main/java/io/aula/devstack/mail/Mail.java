package io.aula.devstack.mail;

import java.util.List;

/** One mail as its reader needs it. */
record Mail(List<String> to, String subject, String text, String html) {

    Mail {
        to = List.copyOf(to);
    }
}
