package io.kalends.sync;

import java.util.List;

/** Reads a host's source through a mapping. */
record MappedSource<A, B>(ChangeSource<A> host, MappedView<A, B> view) implements ChangeSource<B> {

    @Override
    public ChangePage<B> changes(ChangeRequest request) {
        ChangePage<A> page = host.changes(request);
        return new ChangePage<>(shown(page.entries()), page.next(), page.more(), page.listing(), page.families());
    }

    @Override
    public List<Entry<B>> fetch(FetchRequest request) {
        return shown(host.fetch(request));
    }

    private List<Entry<B>> shown(List<Entry<A>> entries) {
        return entries.stream().map(view::show).toList();
    }
}
