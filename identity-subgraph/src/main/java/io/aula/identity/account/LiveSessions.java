package io.aula.identity.account;

import io.aula.platform.id.UserId;
import io.aula.platform.security.Caller;

/** Where people are signed in; the authorization server knows. */
public interface LiveSessions {
    /** Of one person in one program, our own pages or another's: more browsers than anybody has. With one more, the longest unused ends. */
    int MOST = 50;

    /** False of a token whose sign-in was ended since: it would be good for some minutes yet. */
    boolean isLive(Caller caller);

    /** Whether it is one of our own pages' and still good: no other program may have to do with passwords and secrets. */
    boolean isOwn(Caller caller);

    /** Whether its person has typed their password in the last minutes. */
    boolean isProved(Caller caller);

    /** Ends every sign-in of a person, those of other programs too. */
    void endAll(UserId person);
}
