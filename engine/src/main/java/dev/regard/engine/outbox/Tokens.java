package dev.regard.engine.outbox;

import java.util.Optional;

/**
 * Names that messages carry and that come back from strangers: only this installation can have made one that is read again. Nobody can read from a
 * token whom it is about. The same thing has the same token for ever.
 */
public interface Tokens {

    /** For the address of a page: letters, digits, {@code -} and {@code _}. */
    String of(Subscription subscription);

    /** What a token stands for; empty when it was not made here or was damaged on its way. */
    Optional<Subscription> subscription(String token);

    /**
     * For the part of a mail address behind a plus, and for headers: 40 small letters and digits, read without regard to case.
     *
     * @param dispatch its id
     */
    String ofDispatch(String dispatch);

    /** The id of the dispatch that a token was made for; empty when it was not made here or was damaged on its way. */
    Optional<String> dispatch(String token);
}
