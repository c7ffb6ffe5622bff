package e2e

// guard watches from now on when the page hands files to a worker, or reads
// one itself, and whether it has cut itself off the network by then.
func (b *tab) guard() {
	b.t.Helper()
	eval[bool](b, `(() => {
		window.handed = [];
		const locked = () => [...document.querySelectorAll('meta[http-equiv="Content-Security-Policy"]')].some((e) => e.content.includes("connect-src 'none'"));
		const before = (of, name, is) => {
			const f = of.prototype[name];
			of.prototype[name] = function (...args) {
				if (is(this, args[0])) handed.push(of.name + "." + name + (locked() ? " locked" : " open"));
				return f.apply(this, args);
			};
		};
		before(Worker, "postMessage", (_, message) => !!message?.files);
		before(MessagePort, "postMessage", (_, message) => !!message?.files);
		for (const name of ["arrayBuffer", "bytes", "stream", "text", "slice"]) if (Blob.prototype[name]) before(Blob, name, (blob) => blob instanceof File);
		for (const name of ["readAsArrayBuffer", "readAsText", "readAsDataURL"]) before(FileReader, name, () => true);
		return true;
	})()`)
}

// lockedFirst asserts that files were handed over since guard, and that each
// time the page was locked before.
func (b *tab) lockedFirst() {
	b.t.Helper()
	handed := eval[[]string](b, `handed`)
	if len(handed) == 0 {
		b.t.Error("no file was seen on its way to the worker")
	}
	for _, h := range handed {
		if h != "Worker.postMessage locked" {
			b.t.Errorf("a file was handed over: %s", h)
		}
	}
}
