package io.kalends.sync;

import java.util.Collection;
import java.util.List;

/** Reads a host's source through a mapping. */
record MappedSource<A, B>(ChangeSource<A> host, MappedView<A, B> view) implements ChangeSource<B> {

    @Override
    public ChangePage<B> changes(ChangeRequest request) {
        ChangePage<A> page = host.changes(request);
        return new ChangePage<>(shown(page.entries()), page.next(), page.more(), page.listing());
    }

    @Override
    public List<Entry<B>> fetch(Collection<String> ids) {
        return shown(host.fetch(ids));
    }

    private List<Entry<B>> shown(List<Entry<A>> entries) {
        return entries.stream().map(view::show).toList();
    }
}
