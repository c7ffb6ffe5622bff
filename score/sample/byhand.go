package sample

import "maps"

// LeaveOut returns a with a sample left out. The reason may be empty. The role that
// the sample had stays, for TakeBack.
func (a Assignment) LeaveOut(name, reason string) Assignment {
	a.Reason = with(a.Reason, name, reason)
	return a
}

// TakeBack returns a with a sample that was left out in the role that it had.
func (a Assignment) TakeBack(name string) Assignment {
	a.Reason = maps.Clone(a.Reason)
	delete(a.Reason, name)
	if a.ByHand[name] == Excluded {
		a.ByHand = maps.Clone(a.ByHand)
		delete(a.ByHand, name)
	}
	return a
}

// Give returns a with a role for a sample; Excluded leaves it out for no reason.
func (a Assignment) Give(name string, r Role) Assignment {
	if r == Excluded {
		return a.LeaveOut(name, "")
	}
	a = a.TakeBack(name)
	a.ByHand = with(a.ByHand, name, r)
	return a
}

// Out reports whether a sample is left out by hand, and for which reason: not with
// its whole group.
func (a Assignment) Out(name string) (reason string, out bool) {
	reason, out = a.Reason[name]
	return reason, out || a.ByHand[name] == Excluded
}

// with returns a copy of m in which key has the value v.
func with[V any](m map[string]V, key string, v V) map[string]V {
	m = maps.Clone(m)
	if m == nil {
		m = map[string]V{}
	}
	m[key] = v
	return m
}
